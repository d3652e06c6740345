import assert from 'node:assert/strict'
import { defineScenario } from '../src/scenario/scenario.ts'

export default defineScenario({
  name: 'upgrade',
  summary: 'A newer version replaces the live one at once, and open tabs of the old version still find their chunks.',
  async run(lab) {
    const acme = await lab.organization()
    const page = await lab.edge('staging')
    for (const version of ['1.0.0', '1.1.0']) await acme.publish('cart', version)

    const before = await acme.deploy('cart', { version: '1.0.0' })
    assert.equal(before.outcome, 'deployed')
    const old = await page.get('/cart/index.js')
    const chunk = /'\.\/(chunk-\w+\.js)'/.exec(old.text)?.[1]
    assert.equal((await page.get('/cart/index.js')).headers['x-cache'], 'hit', 'the old entry is in the cache of the edge')

    const after = await acme.deploy('cart', { version: '1.1.0' })
    assert.equal(after.outcome, 'deployed')
    assert.deepEqual([after.liveVersion, after.generation], ['1.1.0', 2])
    assert.notEqual(after.entrySha256, before.entrySha256)
    assert.match((await page.get('/cart/index.js')).text, /"1\.1\.0"/)
    assert.equal((await page.get(`/cart/${chunk}`)).text, 'export const text = "cart 1.0.0"\n')
    assert.equal(after.receipt?.version.previous, '1.0.0')
  },
})
