import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { request } from '../test/examples.ts'
import { canonicalRequest, type DeploymentRequest, deployBranch, requestFields, requestId, runTitle, shortRequestId } from './index.ts'

describe('the request id', () => {
  it('is the SHA-256 of the canonical JSON, for ever', () => {
    expect(canonicalRequest(request)).toBe(
      '{"cache_invalidation_keys":"/cart/*, #cart","environment":"staging","mfe":"cart","ref":"refs/heads/main","repository":"acme/cart",' +
        '"sha":"6f1c0a6c5a3e4d2b9a8f7e6d5c4b3a2918070605","timestamp":"2026-11-22T21:38:18.123Z","type":"deploy-mfe-trigger","user":"octocat","version":"1.4.0"}',
    )
    expect(requestId(request)).toBe('f63b30fb6c7a8af6cc0bd87de2cb2ec15f64a2f523e72f70d31e917f9ab77f90')
  })

  it('does not depend on the order of the fields, nor on anything beside them', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...requestFields], { minLength: 10 }), (order) => {
        const shuffled = Object.fromEntries([
          ...order.map((field) => [field, request[field]]),
          ['extra', 'x'],
        ]) as unknown as DeploymentRequest
        expect(requestId(shuffled)).toBe(requestId(request))
      }),
    )
  })

  it.each(requestFields)('changes with %s', (field) => {
    expect(requestId({ ...request, [field]: `${request[field]}x` } as DeploymentRequest)).not.toBe(requestId(request))
  })
})

describe('names made from a request', () => {
  const id = requestId(request)

  it('shortens the id to 12 digits', () => {
    expect(shortRequestId(id)).toBe(id.slice(0, 12))
  })

  it('names the branch by environment, micro-frontend and request', () => {
    expect(deployBranch(request, id)).toBe(`deploy/staging/cart/${id.slice(0, 12)}`)
  })

  it('titles the run as the run-name expression of the caller does', () => {
    expect(runTitle(request)).toBe('deploy-mfe-trigger cart@1.4.0 to staging from acme/cart at 2026-11-22T21:38:18.123Z')
  })
})
