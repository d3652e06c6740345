import assert from 'node:assert/strict'
import { defineScenario } from '../src/scenario/scenario.ts'

export default defineScenario({
  name: 'slow-platform',
  summary:
    'GitHub is slow and strict: the dispatch arrives late, reads lag behind writes, a rate limit stops the deployment half way. It still lands.',
  async run(lab) {
    const acme = await lab.organization()
    await acme.publish('cart', '1.0.0')
    const { consistency, delivery, limits } = lab.github
    consistency.mergeableAfterReads = 1
    consistency.lag = {
      branch: { reads: 1 },
      commit: { reads: 1 },
      pullRequest: { reads: 1 },
      run: { reads: 1 },
      jobs: { reads: 1 },
      artifact: { reads: 1 },
    }
    const late = delivery.add({ event: 'repository_dispatch', repository: acme.config, fate: 'delayed', milliseconds: 500 })
    // The branch with its commit takes all there is; the pull request, a moment later, has to wait.
    limits.enforce({ contentPerMinute: { most: 1, seconds: 5 } })
    const refused = () => lab.github.requests.filter(({ limit }) => limit !== undefined)
    const reached = lab.waitFor('a refused request', () => refused()[0]).then(() => limits.lift())

    const cart = await acme.deploy('cart', { version: '1.0.0' })
    await reached
    assert.deepEqual([cart.outcome, cart.liveVersion, cart.generation], ['deployed', '1.0.0', 1])
    assert.equal(cart.sender?.conclusion, 'success')
    assert.equal(late.hits, 1)
    assert.equal(lab.github.pullRequests(acme.config).length, 1)
    assert.deepEqual([refused()[0]?.status, refused()[0]?.limit], [403, 'contentPerMinute'])
    assert.match((await (await lab.edge('staging')).get('/cart/index.js')).text, /1\.0\.0/)
  },
})
