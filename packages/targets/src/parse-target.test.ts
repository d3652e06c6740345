import { describe, expect, it } from 'vitest'
import { parseTarget } from './parse-target.ts'

describe('parseTarget', () => {
  it.each([
    ['{"provider":"local"}', { provider: 'local' }],
    ['{"provider":"local","directory":"x"}', { provider: 'local', directory: 'x' }],
  ])('reads %s', (text, expected) => {
    expect(parseTarget(text)).toEqual(expected)
  })

  it.each([
    '',
    'local',
    'null',
    '[]',
    '{}',
    '{"provider":"ftp"}',
    '{"provider":"local","directory":""}',
    '{"provider":"local","directory":3}',
  ])('refuses %j', (text) => {
    expect(() => parseTarget(text)).toThrow(/^The target .* is refused/)
  })
})
