import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LimitRules } from '../types.ts'
import { githubLimits } from './github-limits.ts'
import { createLimitBook, type LimitBook, type Price, type Tier } from './limit-book.ts'

const read: Price = { api: 'rest', cost: 1, points: 1, contents: 0 }
const creation: Price = { api: 'rest', cost: 1, points: 5, contents: 1 }
const mutation: Price = { api: 'graphql', cost: 1, points: 5, contents: 2 }

/** Sends a request that is answered at once; the excess when it is refused. */
function send(book: LimitBook, price: Price, now: number) {
  const admitted = book.admit(price, { now, enforced: true })
  if ('limit' in admitted) return admitted
  admitted.end(price.contents)
  return null
}

function refusedAfter(price: Price, { rules = {}, tier = 'full' }: { rules?: Partial<LimitRules>; tier?: Tier } = {}) {
  const book = createLimitBook({ ...githubLimits, ...rules }, tier)
  for (let sent = 0; ; sent++) {
    const excess = send(book, price, 0)
    if (excess) return { sent, ...excess }
  }
}

const endless = { most: Number.POSITIVE_INFINITY, seconds: 60 }
const noContent = { contentPerMinute: endless, contentPerHour: endless }
const noPoints = { restPoints: endless, graphqlPoints: endless }

describe('GitHub\u2019s limits', () => {
  it.each<[string, Price, Parameters<typeof refusedAfter>[1], object]>([
    ['900 points of REST a minute', read, {}, { sent: 900, limit: 'restPoints', primary: false, seconds: 60 }],
    ['a write of REST is 5 points', { ...creation, contents: 0 }, {}, { sent: 180, limit: 'restPoints', seconds: 60 }],
    ['2,000 points of GraphQL a minute', { ...mutation, points: 1, contents: 0 }, {}, { sent: 2000, limit: 'graphqlPoints' }],
    ['a mutation is 5 points', { ...mutation, contents: 0 }, {}, { sent: 400, limit: 'graphqlPoints' }],
    ['80 creations a minute', creation, {}, { sent: 80, limit: 'contentPerMinute', seconds: 60 }],
    ['two creations in one document', mutation, {}, { sent: 40, limit: 'contentPerMinute' }],
    [
      '500 creations an hour',
      creation,
      { rules: { ...noPoints, contentPerMinute: endless } },
      { sent: 500, limit: 'contentPerHour', seconds: 3600 },
    ],
    ['5,000 requests an hour', read, { rules: noPoints }, { sent: 5000, limit: 'rest', primary: true, seconds: 3600 }],
    ['1,000 of a run\u2019s own token', read, { rules: noPoints, tier: 'run' }, { sent: 1000, limit: 'restOfRun', primary: true }],
    ['60 of nobody', read, { tier: 'nobody' }, { sent: 60, limit: 'restOfNobody', primary: true }],
    [
      '5,000 points of GraphQL an hour',
      mutation,
      { rules: { ...noPoints, ...noContent } },
      { sent: 5000, limit: 'graphql', primary: true },
    ],
    ['1,000 of a run', mutation, { rules: { ...noPoints, ...noContent }, tier: 'run' }, { sent: 1000, limit: 'graphqlOfRun' }],
  ])('%s', (_, price, options, expected) => {
    expect(refusedAfter(price, options)).toMatchObject(expected)
  })

  it('lets a hundred requests run at the same time, of both APIs together', () => {
    const book = createLimitBook(githubLimits, 'full')
    const running = Array.from({ length: 100 }, (_, at) =>
      book.admit({ ...read, api: at % 2 ? 'rest' : 'graphql' }, { now: 0, enforced: true }),
    )
    expect(running.every((one) => 'end' in one)).toBe(true)
    expect(send(book, read, 0)).toMatchObject({ limit: 'concurrent', primary: false })
    const [first] = running
    if (first && 'end' in first) first.end(0)
    expect(send(book, read, 0)).toBeNull()
  })

  it('keeps the two APIs apart, but not what they create', () => {
    const book = createLimitBook(githubLimits, 'full')
    for (let sent = 0; sent < 80; sent++) send(book, creation, 0)
    expect(send(book, { ...mutation, contents: 0 }, 0)).toBeNull()
    expect(send(book, mutation, 0)).toMatchObject({ limit: 'contentPerMinute' })
    expect(send(book, mutation, 60_000)).toBeNull()
  })

  it('names the longest wait when several limits are reached', () => {
    const book = createLimitBook({ ...githubLimits, contentPerHour: { most: 80, seconds: 3600 } }, 'full')
    for (let sent = 0; sent < 80; sent++) send(book, creation, 0)
    expect(send(book, creation, 30_000)).toEqual({ limit: 'contentPerHour', primary: false, seconds: 3570 })
  })

  it('gives back what was free or not created', () => {
    const book = createLimitBook({ ...githubLimits, contentPerMinute: { most: 1, seconds: 60 } }, 'full')
    const admitted = book.admit(creation, { now: 0, enforced: true })
    expect(send(book, creation, 0)).toMatchObject({ limit: 'contentPerMinute' })
    if ('settle' in admitted) admitted.settle({ contents: 0, free: true })
    expect(book.quota('rest', 0)).toMatchObject({ used: 0, remaining: 5000 })
    expect(send(book, creation, 0)).toBeNull()
  })

  it('only counts while nobody asked it to refuse', () => {
    const book = createLimitBook(githubLimits, 'nobody')
    for (let sent = 0; sent < 70; sent++) expect(book.admit(read, { now: 0, enforced: false })).toHaveProperty('end')
    expect(book.quota('rest', 0)).toEqual({ limit: 60, used: 70, remaining: 0, reset: 3600 })
    expect(book.quota('rest', 3_600_000)).toEqual({ limit: 60, used: 0, remaining: 60, reset: 7200 })
  })

  it('lets in who waits as long as told, whatever was sent before', () => {
    const rules = {
      ...githubLimits,
      rest: { most: 30, seconds: 120 },
      restPoints: { most: 40, seconds: 10 },
      contentPerMinute: { most: 4, seconds: 10 },
    }
    const steps = fc.array(fc.record({ pause: fc.integer({ min: 0, max: 3000 }), creates: fc.boolean() }), { maxLength: 80 })
    fc.assert(
      fc.property(steps, (given) => {
        const book = createLimitBook(rules, 'full')
        let now = 0
        for (const { pause, creates } of given) {
          now += pause
          const price = creates ? creation : read
          for (let excess = send(book, price, now), tries = 0; excess; excess = send(book, price, now), tries++) {
            expect(tries).toBeLessThan(2) // the primary limit may come after a secondary one
            now += excess.seconds * 1000
          }
        }
      }),
    )
  })
})
