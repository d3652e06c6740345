import assert from 'node:assert/strict'
import { defineScenario } from '../src/scenario/scenario.ts'

export default defineScenario({
  name: 'same-version',
  summary: 'The version that is already wanted is asked for again: no pull request, and the release is made sure of.',
  async run(lab) {
    const acme = await lab.organization()
    await acme.publish('cart', '1.0.0')
    const first = await acme.deploy('cart', { version: '1.0.0' })
    assert.equal(first.outcome, 'deployed')

    const again = await acme.deploy('cart', { version: '1.0.0' })
    assert.equal(again.outcome, 'unchanged')
    assert.equal(again.sender?.conclusion, 'success')
    assert.equal(again.pullRequest, null)
    assert.equal(lab.github.pullRequests(acme.config).length, 1, 'only the first request made a pull request')
    const results = Object.fromEntries(again.stages.map(({ name, result }) => [name, result]))
    assert.deepEqual([results['pull-request'], results.merged, results.live], ['skipped', 'skipped', 'success'])
    assert.deepEqual([again.liveVersion, again.generation, again.mergeCommit], ['1.0.0', 1, first.mergeCommit])
  },
})
