import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLiveTarget, get, type LiveTarget } from '../test/live-target.ts'

let live: LiveTarget
beforeEach(async () => {
  live = await createLiveTarget()
  await live.upload('cart', '1.0.0', { 'entry.js': 'one' })
})
afterEach(() => live.remove())

describe('R15: what a later version of this library has written', () => {
  it('in a live row is served and kept in the history by this one, and the next activation goes over it', async () => {
    const row = await live.activate('cart', '1.0.0')
    const later = { ...row, generation: 2, requestId: '2', schema: 2, shards: [1, 2] }
    await live.target.table.activate(later)
    expect((await get(live.edge(), '/cart/entry.js')).text).toBe('one')
    expect(await live.target.table.history('staging#cart')).toEqual([later, row])
    expect(await live.target.table.activate({ ...row, generation: 3, requestId: '3' })).toMatchObject({ result: 'activated' })
  })

  it('as a manifest of a schema that is not known is not served, and answered as what is not there', async () => {
    const body = new TextEncoder().encode(JSON.stringify({ schema: 2, mfe: 'cart', version: '2.0.0', chunks: [] }))
    const sha256 = createHash('sha256').update(body).digest('hex')
    await live.target.store.putIfAbsent('cart/2.0.0/mfe-manifest.json', body, { contentType: 'application/json', cacheControl: '', sha256 })
    await live.activate('cart', '2.0.0')
    const { status, headers } = await get(live.edge(), '/cart/entry.js')
    expect([status, headers['content-type']]).toEqual([404, 'text/plain; charset=utf-8'])
  })
})
