import assert from 'node:assert/strict'
import { defineScenario } from '../src/scenario/scenario.ts'

export default defineScenario({
  name: 'first-deploy',
  summary: 'A push to a new app builds, publishes and deploys it; the shell page finds it through the import map.',
  async run(lab) {
    const acme = await lab.organization()
    const page = await lab.edge('staging')
    assert.equal((await page.get('/cart/index.js')).status, 404)

    const cart = await acme.release('cart', '1.0.0')
    assert.equal(cart.outcome, 'deployed')
    assert.deepEqual(cart.reasons, [])
    assert.deepEqual(
      cart.stages.map(({ name, result }) => `${name} ${result}`),
      allStages,
    )
    assert.equal(cart.sender?.conclusion, 'success')

    assert.equal(cart.runs.length, 1, 'one run of the config repository')
    assert.equal(cart.runs[0]?.jobs.length, 2, 'two jobs: change and release')
    assert.ok(cart.requests.toMerged.count <= 8, `at most 8 requests to the merge, not ${JSON.stringify(cart.requests)}`)
    assert.ok(cart.requests.toMerged.creating <= 5, `at most 5 of them create content, not ${JSON.stringify(cart.requests)}`)

    assert.equal(cart.pullRequest?.state, 'merged')
    assert.match((await lab.github.readFile(acme.config, 'main', 'environments/staging/cart.yaml')) ?? '', /^version: 1\.0\.0$/m)
    assert.equal(cart.liveVersion, '1.0.0')
    assert.equal(cart.generation, 1)

    const entry = await page.get('/cart/index.js')
    assert.equal(entry.status, 200)
    assert.match(entry.text, /1\.0\.0/)
    const imports = JSON.parse((await page.get('/import-map.json')).text).imports
    assert.equal((await page.get(imports['@mfe/cart'])).text, entry.text)
    assert.equal((await page.get('/')).status, 200)

    const stored = (await lab.target.store.list('cart/1.0.0/')).map(({ key }) => key)
    assert.ok(
      stored.some((key) => /checkout-[0-9A-Z]{8}\.js$/.test(key)),
      'hashed chunks are stored',
    )
    assert.ok(!stored.some((key) => key.endsWith('.map')), 'source maps stay behind')
  },
})

const allStages = ['accepted', 'changed', 'pull-request', 'checked', 'merged', 'uploaded', 'live', 'purged'].map(
  (name) => `${name} success`,
)
