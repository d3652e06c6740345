import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareVersions, isCommitSha, isSemanticVersion } from './index.ts'

describe('the order of versions', () => {
  const ascending = [
    '0.0.0',
    '0.9.10',
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-alpha.beta',
    '1.0.0-beta.2',
    '1.0.0-beta.11',
    '1.0.0-rc.1',
    '1.0.0',
    '1.9.0',
    '1.10.0',
    '999999999999999.0.0',
  ]

  it('is that of semantic versioning', () => {
    const shuffled = fc.shuffledSubarray(ascending, { minLength: ascending.length })
    fc.assert(
      fc.property(shuffled, (versions) => {
        expect(versions.toSorted(compareVersions)).toEqual(ascending)
      }),
    )
  })

  it('does not look at build metadata', () => {
    expect(compareVersions('1.0.0+a', '1.0.0+b')).toBe(0)
  })

  it('is defined for every version that the contract allows', () => {
    const number = fc.nat({ max: 999_999_999_999_999 })
    const identifier = fc.oneof(number.map(String), fc.stringMatching(/^[a-z-][0-9a-z-]{0,5}$/))
    const version = fc
      .tuple(number, number, number, fc.array(identifier, { maxLength: 3 }))
      .map(([a, b, c, pre]) => `${a}.${b}.${c}${pre.length > 0 ? `-${pre.join('.')}` : ''}`)
    fc.assert(
      fc.property(version, version, (a, b) => {
        expect(isSemanticVersion(a)).toBe(true)
        expect(compareVersions(a, b) + compareVersions(b, a)).toBe(0)
        expect(compareVersions(a, b) === 0).toBe(a === b)
      }),
    )
  })
})

describe('kinds of version', () => {
  it.each([
    ['1.4.0', true, false],
    ['1.10', false, false],
    ['a'.repeat(40), false, true],
    ['1'.repeat(40), false, true],
    ['v1.4.0', false, false],
  ])('%s', (version, semantic, commit) => {
    expect(isSemanticVersion(version)).toBe(semantic)
    expect(isCommitSha(version)).toBe(commit)
  })
})
