import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodePath, isWildcard, planInvalidations } from './invalidation-plan.ts'

const items = (paths: string[], quota = { paths: 3, wildcards: 2 }, tags: string[] = []) =>
  planInvalidations({ reference: 'r', paths, tags }, quota).map((batch) => batch.items)

describe('planInvalidations', () => {
  it.each<[string, string[], string[][]]>([
    ['leaves what fits as it is', ['/b', '/a', '/c/*'], [['/a', '/b', '/c/*']]],
    ['drops what a wildcard covers', ['/c/a', '/c/*', '/c/d/*', '/ca'], [['/ca', '/c/*']]],
    ['widens to the smallest folder that is enough', ['/c/1', '/c/2', '/d/e/1', '/d/e/2'], [['/c/1', '/c/2', '/d/e/*']]],
    ['widens to folders above when the folders are many', ['/c/1/a', '/c/2/a', '/c/3/a', '/c/4/a', '/c/5/a'], [['/c/*']]],
    ['never widens to the whole site', ['/1', '/2', '/3', '/4'], [['/1', '/2', '/3'], ['/4']]],
    ['merges wildcards with a folder in common', ['/a/1/*', '/a/2/*', '/b/*'], [['/a/*', '/b/*']]],
    ['cuts wildcards with nothing in common', ['/a/*', '/b/*', '/c*'], [['/a/*', '/b/*'], ['/c*']]],
  ])('%s', (_, paths, expected) => {
    expect(items(paths)).toEqual(expected)
  })

  it('counts tags as paths', () => {
    expect(items(['/a', '/b'], { paths: 3, wildcards: 2 }, ['x', 'y'])).toEqual([['#x', '#y', '/a'], ['/b']])
  })

  it('covers every path, within the quota, the same in every order, and never the whole site', () => {
    const segment = fc.constantFrom('a', 'b', 'c', 'd')
    const path = fc
      .tuple(fc.array(segment, { minLength: 1, maxLength: 4 }), fc.constantFrom('', '*', '/*'))
      .map(([names, end]) => `/${names.join('/')}${end}`)
    fc.assert(
      fc.property(
        fc.array(path, { maxLength: 40 }),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 4 }),
        (paths, most, wildcards) => {
          const plan = items(paths, { paths: most, wildcards })
          const sent = plan.flat()
          for (const one of paths)
            expect(sent.some((item) => item === one || (isWildcard(item) && one.startsWith(item.slice(0, -1))))).toBe(true)
          for (const batch of plan) {
            expect(batch.filter(isWildcard).length).toBeLessThanOrEqual(wildcards)
            expect(batch.length - batch.filter(isWildcard).length).toBeLessThanOrEqual(most)
          }
          expect(sent).not.toContain('/*')
          expect(items(paths.toReversed(), { paths: most, wildcards })).toEqual(plan)
        },
      ),
    )
  })
})

it.each([
  ['/a/b.js', '/a/b.js'],
  ['/größe/日本*', '/gr%C3%B6%C3%9Fe/%E6%97%A5%E6%9C%AC*'],
  ['/a%20b', '/a%20b'],
  ['/100%', '/100%25'],
  ['/a"b<c>', '/a%22b%3Cc%3E'],
  ["/it's,a;b=(c)+~", "/it's,a;b=(c)+~"],
])('release case 17, release case 29: encodes %s', (path, expected) => {
  expect(encodePath(path)).toBe(expected)
})
