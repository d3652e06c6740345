import { describe, expect, it } from 'vitest'
import { desired, request } from '../test/examples.ts'
import { type Ancestry, precedence } from './ordering.ts'

describe('precedence', () => {
  it.each<[string, string, 'version' | 'ancestry' | 'none', Ancestry | null, string]>([
    ['1.5.0', '1.4.0', 'version', null, 'newer'],
    ['1.4.0-rc.1', '1.4.0', 'version', null, 'older'],
    ['1.4.0', '1.4.0', 'version', null, 'level'],
    ['1.4.0+a', '1.4.0+b', 'version', null, 'level'],
    ['a'.repeat(40), '1.4.0', 'version', null, 'level'],
    ['1.0.0', '1.4.0', 'none', null, 'level'],
    ['1.0.0', '1.4.0', 'ancestry', 'ahead', 'newer'],
    ['1.5.0', '1.4.0', 'ancestry', 'behind', 'older'],
    ['1.5.0', '1.4.0', 'ancestry', 'diverged', 'level'],
    ['1.5.0', '1.4.0', 'ancestry', null, 'level'],
  ])('of %s beside %s by %s (%s) is %s', (asked, waiting, ordering, ancestry, expected) => {
    const pair = { request: { ...request, version: asked }, desired: { ...desired, version: waiting }, ordering, ancestry }
    expect(precedence(pair)).toBe(expected)
  })

  it('is level for a rollback, whichever side it is on', () => {
    const pair = {
      request: { ...request, version: '1.5.0' },
      desired: { ...desired, version: '1.4.0' },
      ordering: 'version',
      ancestry: null,
    } as const
    const back = 'rollback-mfe-trigger'
    expect(precedence({ ...pair, request: { ...pair.request, type: back } })).toBe('level')
    expect(precedence({ ...pair, desired: { ...pair.desired, request: { ...pair.desired.request, type: back } } })).toBe('level')
  })
})
