import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BUCKET_COOKIE, bucketCookie, drawBucket, parseBucket } from './bucket.ts'
import { getsCanary, rotation, variantOf } from './canary.ts'
import { privateCacheControl, varyByCookie } from './private-response.ts'
import { readVisitor } from './visitor.ts'

const buckets = Array.from({ length: 100 }, (_, bucket) => bucket)
const percentages = Array.from({ length: 101 }, (_, percentage) => percentage)
const name = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,62}$/)

describe('buckets', () => {
  it('release case 24: exactly p of the 100 buckets get a canary of p percent, for every p and any name, and raising takes it from nobody', () => {
    fc.assert(
      fc.property(name, (mfe) => {
        let before: number[] = []
        for (const percentage of percentages) {
          const chosen = buckets.filter((bucket) => getsCanary(bucket, { mfe, percentage }))
          expect(chosen.length).toBe(percentage)
          expect(before.every((bucket) => chosen.includes(bucket))).toBe(true)
          before = chosen
        }
      }),
    )
  })

  it('release case 24: the name alone turns the circle, for ever; neither version nor percentage does', () => {
    expect(['cart', 'search', 'checkout', 'a', '0-9'].map(rotation)).toEqual([63, 93, 21, 20, 65])
  })

  it('spreads the canaries of many micro-frontends over all visitors', () => {
    const turns = Array.from({ length: 5_000 }, (_, at) => rotation(`mfe-${at}`))
    const counts = buckets.map((bucket) => turns.filter((turn) => turn === bucket).length)
    // 50 are expected of each; five standard deviations of a fair draw are 35.
    expect([Math.min(...counts) > 15, Math.max(...counts) < 85]).toEqual([true, true])
  })

  it('lets testers choose', () => {
    for (const percentage of [1, 50, 99]) {
      expect(getsCanary('canary', { mfe: 'cart', percentage })).toBe(true)
      expect(getsCanary('stable', { mfe: 'cart', percentage })).toBe(false)
    }
  })

  it('names a variant for each choice that an answer depends on', () => {
    const splits = [
      { mfe: 'cart', percentage: 100 },
      { mfe: 'search', percentage: 0 },
    ]
    expect([variantOf(splits, 5), variantOf([], 5), variantOf([], 'canary')]).toEqual(['canary,stable', '', ''])
  })
})

describe('the cookie', () => {
  it('is read back as it was written, for every bucket', () => {
    for (const bucket of [...buckets, 'stable', 'canary'] as const) {
      const cookie = bucketCookie(bucket, false).split(';')[0]
      expect(readVisitor(`theme=dark; ${cookie}; x=${BUCKET_COOKIE}=1`, Math.random)).toEqual({ bucket, isNew: false })
    }
  })

  it.each(['', '100', '-1', '01', '1.0', '1e1', ' ', '+1', '0x1', 'Canary', 'stable2', '1 2', '٣', 'NaN', '__proto__'])(
    'is none when its value is %j',
    (value) => {
      expect(parseBucket(value)).toBe(null)
      expect(readVisitor(`${BUCKET_COOKIE}=${value}`, () => 0.42)).toEqual({ bucket: 42, isNew: true })
    },
  )

  it('is drawn from all hundred buckets alike', () => {
    expect(buckets.map((bucket) => drawBucket(() => (bucket + 0.5) / 100))).toEqual(buckets)
    expect([drawBucket(() => 0), drawBucket(() => 1 - Number.EPSILON)]).toEqual([0, 99])
  })

  it('takes whatever a client sends for a header', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.array(fc.string()), fc.constant(undefined)), (header) => {
        const { bucket, isNew } = readVisitor(header, () => 0)
        expect(isNew ? bucket === 0 : parseBucket(String(bucket)) === bucket).toBe(true)
      }),
    )
  })

  it('lives for a year, on every path, and for https alone where that is asked for', () => {
    expect(bucketCookie(7, false)).toBe('mfe-bucket=7; Path=/; Max-Age=31536000; SameSite=Lax')
    expect(bucketCookie(7, true)).toBe('mfe-bucket=7; Path=/; Max-Age=31536000; SameSite=Lax; Secure')
  })
})

describe('an answer for some visitors', () => {
  it.each([
    ['public, max-age=0, s-maxage=60, must-revalidate', 'private, max-age=0, must-revalidate'],
    ['no-cache', 'private, no-cache'],
    ['Private, S-MaxAge=5', 'private'],
    ['', 'private'],
  ])('turns %j into %j', (shared, own) => {
    expect(privateCacheControl(shared)).toBe(own)
  })

  it('varies by cookie beside what it varies by already', () => {
    expect([varyByCookie(undefined), varyByCookie('accept-encoding')]).toEqual(['cookie', 'accept-encoding, cookie'])
  })
})
