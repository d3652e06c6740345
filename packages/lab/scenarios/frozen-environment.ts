import assert from 'node:assert/strict'
import { defineScenario } from '../src/scenario/scenario.ts'

const freeze = (text: string) => text.replace(/^ {2}production:\n/m, "  production:\n    frozen: { reason: 'Black Friday' }\n")

export default defineScenario({
  name: 'frozen-environment',
  summary: 'Production is frozen: requests are rejected with the reason of the freeze, staging goes on.',
  async run(lab) {
    const acme = await lab.organization({ configFiles: (files) => ({ ...files, 'gitops.yaml': freeze(files['gitops.yaml'] ?? '') }) })
    await acme.publish('cart', '1.0.0')

    const frozen = await acme.deploy('cart', { version: '1.0.0', environment: 'production' })
    assert.equal(frozen.outcome, 'rejected')
    assert.deepEqual(
      frozen.reasons.map(({ code }) => code),
      ['environment-frozen'],
    )
    assert.match(frozen.reasons[0]?.message ?? '', /Black Friday/)
    assert.equal(frozen.sender?.conclusion, 'failure')
    assert.equal(frozen.liveVersion, null)

    assert.equal((await acme.deploy('cart', { version: '1.0.0', environment: 'staging' })).outcome, 'deployed')
  },
})
