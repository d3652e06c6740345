import { carrierBranch, type DeploymentRequest, requestId } from '@mfe-gitops/contract'
import { describe, expect, it } from 'vitest'
import { readRequests, requestsText } from './requests.ts'

const request = (version: string): DeploymentRequest => ({
  type: 'deploy-mfe-trigger',
  timestamp: '2026-11-22T21:38:18.123Z',
  user: 'octocat',
  mfe: 'cart',
  version,
  environment: 'staging',
  cache_invalidation_keys: '',
  repository: 'acme/cart',
  ref: 'refs/heads/main',
  sha: 'a'.repeat(40),
})
const [one, two] = [request('1.0.0'), request('1.1.0')]

describe('readRequests', () => {
  it('reads one and a list, and counts each once', () => {
    expect(readRequests('requests', JSON.stringify(one))).toEqual([one])
    expect(readRequests('requests', JSON.stringify([one, two, one]))).toEqual([one, two])
    expect(readRequests('requests', requestsText([two, one]))).toEqual([two, one])
  })

  it.each([
    ['nothing', '', 'payload-not-json'],
    ['no JSON', '{', 'payload-not-json'],
    ['an empty list', '[]', 'input-invalid'],
    ['too many', JSON.stringify(Array.from({ length: 101 }, (_, n) => request(`1.0.${n}`))), 'input-invalid'],
    ['a list with something else in it', JSON.stringify([one, 'x']), 'payload-not-json'],
    ['a field too many', JSON.stringify([{ ...one, token: 'x' }]), 'field-unknown'],
  ])('refuses %s', (_, text, code) => {
    expect(() => readRequests('requests', text)).toThrow(expect.objectContaining({ code }))
  })
})

describe('carrierBranch', () => {
  it('names one request by itself, and several by all of them in any order', () => {
    expect(carrierBranch([one])).toBe(`deploy/staging/cart/${requestId(one).slice(0, 12)}`)
    expect(carrierBranch([one, two])).toMatch(/^deploy\/batch\/[0-9a-f]{12}$/)
    expect(carrierBranch([two, one])).toBe(carrierBranch([one, two]))
    expect(carrierBranch([one, request('1.2.0')])).not.toBe(carrierBranch([one, two]))
  })
})
