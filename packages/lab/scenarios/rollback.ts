import assert from 'node:assert/strict'
import { defineScenario } from '../src/scenario/scenario.ts'

export default defineScenario({
  name: 'rollback',
  summary: 'A rollback request brings the older version back, as a change of its own with a pull request and a new generation.',
  async run(lab) {
    const acme = await lab.organization()
    for (const version of ['1.0.0', '1.1.0']) await acme.publish('cart', version)
    const first = await acme.deploy('cart', { version: '1.0.0' })
    assert.equal((await acme.deploy('cart', { version: '1.1.0' })).outcome, 'deployed')

    const back = await acme.rollback('cart', '1.0.0')
    assert.equal(back.outcome, 'deployed')
    assert.deepEqual([back.liveVersion, back.generation], ['1.0.0', 3])
    assert.equal(back.entrySha256, first.entrySha256)
    assert.equal(back.pullRequest?.state, 'merged')
    assert.match((await (await lab.edge('staging')).get('/cart/index.js')).text, /"1\.0\.0"/)
    const history = await lab.target.table.history('staging#cart')
    assert.deepEqual(
      history.map(({ version }) => version),
      ['1.0.0', '1.1.0', '1.0.0'],
    )
  },
})
