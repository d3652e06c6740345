import assert from 'node:assert/strict'
import { defineScenario } from '../src/scenario/scenario.ts'

export default defineScenario({
  name: 'event-driven',
  summary: 'The three single-step workflows: the request raises a pull request, that is checked and merged, the push releases it.',
  async run(lab) {
    const acme = await lab.organization({ eventDriven: true })
    await acme.publish('cart', '1.0.0')
    const first = await acme.sendOnly({ version: '1.0.0' })
    await lab.ended(first)
    const release = await lab.waitFor('the release', () =>
      lab.github.runs.list(acme.config).find(({ event, status }) => event === 'push' && status === 'completed'),
    )
    assert.equal(release.conclusion, 'success')

    const cart = await acme.deploymentOf(release)
    assert.deepEqual(
      cart.runs.map(({ event, conclusion }) => `${event} ${conclusion}`),
      ['repository_dispatch success', 'pull_request success', 'push success'],
    )
    assert.equal(cart.outcome, 'deployed')
    assert.equal(cart.pullRequest?.state, 'merged')
    assert.deepEqual([cart.liveVersion, cart.generation], ['1.0.0', 1])
    assert.match((await (await lab.edge('staging')).get('/cart/index.js')).text, /1\.0\.0/)
  },
})
