import assert from 'node:assert/strict'
import { defineScenario } from '../src/scenario/scenario.ts'

export default defineScenario({
  name: 'lost-and-doubled',
  summary: 'GitHub loses the event of a dispatch and delivers that of its repetition twice: two runs, one deployment.',
  async run(lab) {
    const acme = await lab.organization()
    await acme.publish('cart', '1.0.0')
    const { runs, delivery } = lab.github
    const request = await acme.request({ version: '1.0.0' })
    const send = async () => {
      const body = { event_type: request.type, client_payload: request }
      return (await lab.rest(`POST /repos/${acme.config}/dispatches`, body, acme.person.token)).status
    }

    lab.note('1. The event is lost: GitHub has said 204, and no run comes')
    const lost = delivery.add({ event: 'repository_dispatch', repository: acme.config, fate: 'dropped' })
    assert.equal(await send(), 204)
    await lab.runner.idle()
    assert.deepEqual([lost.hits, runs.list(acme.config)], [1, []])

    lab.note('2. The same request again, and its event comes twice')
    delivery.add({ event: 'repository_dispatch', repository: acme.config, fate: 'duplicated' })
    assert.equal(await send(), 204)
    const both = await lab.waitFor('two runs', () => runs.list(acme.config).length === 2 && runs.list(acme.config))
    for (const run of both) assert.equal((await lab.ended(run)).conclusion, 'success')

    const outcomes = (await lab.deployments()).map(({ outcome }) => outcome)
    assert.ok(outcomes.includes('deployed'), outcomes.join())
    assert.ok(
      outcomes.every((outcome) => outcome === 'deployed' || outcome === 'unchanged'),
      outcomes.join(),
    )
    const pulls = lab.github.pullRequests(acme.config)
    assert.deepEqual(
      pulls.map(({ merged }) => merged),
      [true],
    )
    const history = await lab.target.table.history('staging#cart')
    assert.deepEqual(
      history.map(({ version, generation }) => [version, generation]),
      [['1.0.0', 1]],
    )
  },
})
