import assert from 'node:assert/strict'
import { defineScenario } from '../src/scenario/scenario.ts'

export default defineScenario({
  name: 'merge-queue',
  summary:
    'The config repository merges by a merge queue: the deployment waits in it, is checked once more on the merge group, and goes on.',
  async run(lab) {
    const acme = await lab.organization()
    lab.github.setRules(acme.config, { branch: 'main', requiredChecks: ['gitops/deployment'], mergeQueue: { method: 'squash' } })
    await acme.publish('cart', '1.0.0')
    const cart = await acme.send({ version: '1.0.0' })
    assert.equal(cart.outcome, 'deployed')
    assert.equal(cart.liveVersion, '1.0.0')
    assert.equal(cart.mergeCommit, await lab.github.branchHead(acme.config, 'main'))

    const onGroup = lab.github.runs.list(acme.config).filter(({ event }) => event === 'merge_group')
    assert.deepEqual(
      onGroup.map(({ headBranch, conclusion }) => [headBranch.replace(/-[0-9a-f]{40}$/, ''), conclusion]),
      [['gh-readonly-queue/main/pr-1', 'success']],
    )
    const [status] = lab.github.statuses(acme.config, cart.mergeCommit ?? '')
    assert.deepEqual([status?.context, status?.state], ['gitops/deployment', 'success'])
  },
})
