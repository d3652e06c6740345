import { describe, expect, it } from 'vitest'
import { buildRequest } from './deployment-request.ts'
import type { RequestFields } from './inputs.ts'

const now = Date.parse('2026-11-22T21:38:18.123Z')
const fields: RequestFields = {
  type: 'deploy-mfe-trigger',
  timestamp: undefined,
  user: 'octocat',
  mfe: 'cart',
  version: '1.4.0',
  environment: 'staging',
  cacheInvalidationKeys: '/cart/*, #cart',
  repository: 'acme/cart',
  ref: 'refs/heads/main',
  sha: 'b'.repeat(40),
}

describe('buildRequest', () => {
  it('edge case 1: sends exactly ten fields, dated now', () => {
    const { cacheInvalidationKeys: cache_invalidation_keys, ...rest } = fields
    expect(buildRequest(fields, now)).toEqual({
      ok: true,
      value: { ...rest, cache_invalidation_keys, timestamp: '2026-11-22T21:38:18.123Z' },
    })
  })

  it('keeps a given timestamp, so that it is the same request again', () => {
    const timestamp = '2026-01-02T03:04:05Z'
    expect(buildRequest({ ...fields, timestamp }, now)).toMatchObject({ ok: true, value: { timestamp } })
  })

  it.each<[keyof RequestFields, string]>([
    ['type', 'deploy'],
    ['timestamp', 'yesterday'],
    ['user', 'octo cat'],
    ['mfe', 'Cart'],
    ['version', 'v1.4.0'],
    ['environment', 'constructor '],
    ['repository', 'cart'],
    ['ref', 'main'],
    ['sha', 'b'.repeat(39)],
    ['cacheInvalidationKeys', 'x'.repeat(70_000)],
  ])('edge case 1, claim 2: names the field %s when it does not fit', (field, value) => {
    const parsed = buildRequest({ ...fields, [field]: value }, now)
    expect(parsed.ok ? [] : parsed.reasons.map((reason) => reason.field ?? reason.code)).toEqual([
      field === 'cacheInvalidationKeys' ? 'payload-too-large' : field,
    ])
  })
})
