import assert from 'node:assert/strict'
import { defineScenario } from '../src/scenario/scenario.ts'

export default defineScenario({
  name: 'older-version',
  summary: 'A deploy request for a version older than the live one is superseded; going back takes a rollback.',
  async run(lab) {
    const acme = await lab.organization()
    for (const version of ['1.0.0', '1.1.0']) await acme.publish('cart', version)
    assert.equal((await acme.deploy('cart', { version: '1.1.0' })).outcome, 'deployed')

    const late = await acme.deploy('cart', { version: '1.0.0' })
    assert.equal(late.outcome, 'superseded')
    assert.deepEqual(
      late.reasons.map(({ code }) => code),
      ['older-version'],
    )
    assert.equal(late.sender?.conclusion, 'failure')
    assert.deepEqual([late.liveVersion, late.generation, late.pullRequest], ['1.1.0', 1, null])
  },
})
