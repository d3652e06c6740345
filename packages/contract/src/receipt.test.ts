import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { integrity, receipt, request } from '../test/examples.ts'
import { parseReceipt, type Receipt } from './index.ts'

describe('a receipt', () => {
  const full: Receipt = {
    ...receipt,
    outcome: 'deployed',
    reasons: [],
    requestId: 'c'.repeat(64),
    request,
    proof: 'basic',
    pullRequest: { number: 1, url: 'http://127.0.0.1:3000/acme/gitops-config/pull/1' },
    mergeCommit: 'd'.repeat(40),
    generation: 1,
    version: { requested: '1.4.0', live: '1.4.0', previous: null },
    artifact: { name: '@acme/cart', integrity },
    url: 'http://127.0.0.1:3000/cart/cart.js',
    changes: [{ path: 'version', from: null, to: '1.4.0', line: 2 }],
    purge: { id: 'x', status: 'completed', paths: ['/cart/*'], tags: [] },
  }

  it.each([receipt, full])('is read as text and as an object', (valid) => {
    expect(parseReceipt(JSON.stringify(valid))).toEqual({ ok: true, value: valid })
    expect(parseReceipt(valid)).toEqual({ ok: true, value: valid })
  })

  it('R15: may have fields and codes of a newer writer', () => {
    const newer = {
      ...full,
      mood: 'good',
      run: { ...full.run, runner: 'big' },
      pullRequest: { ...full.pullRequest, draft: false },
      reasons: [{ code: 'new-code', message: 'New.' }],
    }
    expect(parseReceipt(newer)).toEqual({ ok: true, value: newer })
  })

  it.each<[string, unknown, string | undefined]>([
    ['nothing', undefined, undefined],
    ['no JSON', 'deployed', undefined],
    [
      'a cycle',
      (() => {
        const cycle: { self?: unknown } = {}
        cycle.self = cycle
        return cycle
      })(),
      undefined,
    ],
    ['two megabytes', JSON.stringify({ ...receipt, url: 'x'.repeat(2_097_152) }), undefined],
    ['a field twice', JSON.stringify(receipt).replace('{', '{"outcome":"deployed",'), undefined],
    ['another schema', { ...receipt, schema: 2 }, 'schema'],
    ['an unknown outcome', { ...receipt, outcome: 'fine' }, 'outcome'],
    ['a hostile URL', { ...full, url: 'javascript:alert(1)' }, 'url'],
    ['a line break in a URL', { ...full, pullRequest: { number: 1, url: 'https://x/\n::error::' } }, 'pullRequest.url'],
    ['a wrong request inside', { ...full, request: { ...request, mfe: '../x' } }, 'request.mfe'],
    ['a missing field', { ...full, run: { repository: 'a/b', id: 1, url: 'https://x' } }, 'run.attempt'],
    ['a generation as text', { ...full, generation: '1' }, 'generation'],
  ])('is refused for %s', (_, input, field) => {
    const parsed = parseReceipt(input)
    expect(parsed).toMatchObject({ ok: false, reasons: [{ code: 'receipt-mismatch' }] })
    expect(parsed.ok ? '' : parsed.reasons[0]?.field).toBe(field)
  })

  it('never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.json()), (input) => {
        expect(parseReceipt(input).ok).toBe(false)
      }),
    )
  })
})
