import assert from 'node:assert/strict'
import { defineScenario } from '../src/scenario/scenario.ts'

export default defineScenario({
  name: 'two-apps',
  summary: 'Two apps deploy at the same time to the same environment; neither waits for nor hinders the other.',
  async run(lab) {
    const acme = await lab.organization()
    await Promise.all([acme.publish('cart', '1.0.0'), acme.publish('search', '1.0.0')])

    const both = await Promise.all([acme.deploy('cart', { version: '1.0.0' }), acme.deploy('search', { version: '1.0.0' })])
    assert.deepEqual(
      both.map(({ outcome }) => outcome),
      ['deployed', 'deployed'],
    )
    assert.notEqual(both[0].pullRequest?.number, both[1].pullRequest?.number)

    const page = await lab.edge('staging')
    const imports = JSON.parse((await page.get('/import-map.json')).text).imports
    assert.deepEqual(Object.keys(imports).sort(), ['@mfe/cart', '@mfe/search'])
    for (const mfe of ['cart', 'search'])
      assert.match((await lab.github.readFile(acme.config, 'main', `environments/staging/${mfe}.yaml`)) ?? '', /^version: 1\.0\.0$/m)
  },
})
