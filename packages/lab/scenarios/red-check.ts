import assert from 'node:assert/strict'
import { defineScenario } from '../src/scenario/scenario.ts'

export default defineScenario({
  name: 'red-check',
  summary: 'Another required check of the config repository is red: nothing is merged, nothing goes live.',
  async run(lab) {
    const acme = await lab.organization()
    lab.github.setRules(acme.config, {
      branch: 'main',
      requiredChecks: [{ context: 'gitops/deployment', appId: acme.apps.gitops.id }, 'security/scan'],
      onlyApps: [acme.apps.gitops.id],
    })
    await acme.publish('cart', '1.0.0')
    const sender = await acme.start('cart', { version: '1.0.0' })
    const pullRequest = await lab.waitFor('the pull request', () => lab.github.pullRequests(acme.config)[0])
    const status = { state: 'failure', context: 'security/scan', description: 'A known vulnerability' }
    const posted = await lab.rest(`POST /repos/${acme.config}/statuses/${pullRequest.headSha}`, status, acme.person.token)
    assert.equal(posted.status, 201)

    const cart = await acme.deploymentOf(await lab.ended(sender))
    assert.equal(cart.outcome, 'failed')
    assert.deepEqual(
      cart.reasons.map(({ code }) => code),
      ['required-check-failed'],
    )
    assert.match(cart.reasons[0]?.message ?? '', /security\/scan/)
    assert.equal(cart.pullRequest?.state, 'open')
    assert.equal(cart.liveVersion, null)
    assert.equal(cart.sender?.conclusion, 'failure')
  },
})
