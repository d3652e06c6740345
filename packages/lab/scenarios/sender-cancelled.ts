import assert from 'node:assert/strict'
import { defineScenario } from '../src/scenario/scenario.ts'

export default defineScenario({
  name: 'sender-cancelled',
  summary: 'The run that asked is cancelled while it waits; the deployment goes on and ends well.',
  async run(lab) {
    const acme = await lab.organization()
    await acme.publish('cart', '1.0.0')
    const sender = await acme.start('cart', { version: '1.0.0' })
    const remote = await lab.waitFor('the run of the config repository', () => lab.github.runs.list(acme.config)[0])
    const answer = await lab.rest(`POST /repos/${sender.repository}/actions/runs/${sender.id}/cancel`, undefined, acme.person.token)
    assert.equal(answer.status, 202)

    assert.equal((await lab.ended(sender)).conclusion, 'cancelled')
    assert.equal((await lab.ended(remote)).conclusion, 'success')
    const cart = await acme.deploymentOf(remote)
    assert.equal(cart.outcome, 'deployed')
    assert.equal(cart.liveVersion, '1.0.0')
  },
})
