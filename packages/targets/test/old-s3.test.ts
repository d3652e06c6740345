import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openAwsTarget } from '../src/aws/index.ts'
import type { Target } from '../src/index.ts'
import { type OldS3, startOldS3 } from './old-s3.ts'
import { metaOf, text } from './rows.ts'

describe('release case 12: a store that refuses the checksums which clients send by default', () => {
  let s3: OldS3
  let target: Target
  beforeAll(async () => {
    s3 = await startOldS3()
    const env = { AWS_ACCESS_KEY_ID: 'key', AWS_SECRET_ACCESS_KEY: 'secret' }
    const place = { provider: 'aws', region: 'auto', bucket: 'mfe', table: 'mfe', endpoint: s3.url } as const
    target = await openAwsTarget(place, env, { clock: { now: Date.now, random: () => 0.5, sleep: async () => {} } })
  })
  afterAll(async () => {
    await target.close()
    await s3.close()
  })

  const put = (key: string, value: Uint8Array) => target.store.putIfAbsent(key, value, metaOf(value))

  it('release case 14: takes a small file with one plain request, and tells equal bytes from others', async () => {
    const before = s3.requests.length
    expect(await put('cart/1.0.0/a.js', text('a'))).toBe('created')
    expect(s3.requests.slice(before)).toEqual(['PUT /mfe/cart/1.0.0/a.js?x-id=PutObject'])
    expect(await put('cart/1.0.0/a.js', text('a'))).toBe('exists-equal')
    expect(await put('cart/1.0.0/a.js', text('b'))).toBe('exists-different')
    expect((await target.store.read('cart/1.0.0/a.js'))?.body).toEqual(Buffer.from('a'))
  })

  it('takes a file in parts', async () => {
    const large = Buffer.alloc(9 * 1024 * 1024, 7)
    expect(await put('cart/1.0.0/large.bin', large)).toBe('created')
    expect(await target.store.head('cart/1.0.0/large.bin')).toMatchObject({ size: large.byteLength, sha256: metaOf(large).sha256 })
    expect(await put('cart/1.0.0/large.bin', large)).toBe('exists-equal')
  })

  it('removes objects one by one, as the request for many always brings a checksum', async () => {
    await put('cart/0.9.0/a.js', text('a'))
    await target.pruner.remove('cart/0.9.0/a.js')
    expect(await target.store.head('cart/0.9.0/a.js')).toBeNull()
  })

  it.each(['a b.js', 'a,b.js', 'a#b.js', 'a?b=c.js', '100%.js', 'a%20b.js', 'a+b.js', 'größe.js', '日本.js', "it's;(a)&=$@!~*.js"])(
    'release case 17: keeps the name %j apart from all others',
    async (name) => {
      const body = text(name)
      expect(await put(`names/1.0.0/${name}`, body)).toBe('created')
      expect((await target.store.read(`names/1.0.0/${name}`))?.body).toEqual(Buffer.from(name))
    },
  )
})
