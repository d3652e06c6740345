import assert from 'node:assert/strict'
import { defineScenario } from '../src/scenario/scenario.ts'

export default defineScenario({
  name: 'demo',
  summary: 'Two releases of an app, a request that must be rejected, and a rollback.',
  async run(lab) {
    const acme = await lab.organization({
      appFiles: (files, mfe) => (mfe === 'search' ? { ...files, '.github/workflows/ask-for-cart.yml': askForCart } : files),
    })
    const page = await lab.edge('staging')

    lab.note('1. cart 1.0.0: push, build, publish, deploy to staging')
    const first = await acme.release('cart', '1.0.0')
    assert.equal(first.outcome, 'deployed')
    assert.equal(first.liveVersion, '1.0.0')
    assert.match((await page.get('/cart/index.js')).text, /1\.0\.0/)

    lab.note('2. cart 1.0.1 the same way')
    const second = await acme.release('cart', '1.0.1')
    assert.equal(second.outcome, 'deployed')
    assert.match((await page.get('/cart/index.js')).text, /1\.0\.1/)

    lab.note("3. The search team asks for the cart: rejected, and the sender's run says why")
    const run = await lab.ended(await acme.startWorkflow(acme.repository('search'), 'ask-for-cart.yml'))
    const rejected = await acme.deploymentOf(run)
    assert.equal(rejected.outcome, 'rejected')
    assert.deepEqual(
      rejected.reasons.map(({ code }) => code),
      ['repository-mismatch'],
    )
    assert.equal(run.conclusion, 'failure')
    assert.match((await page.get('/cart/index.js')).text, /1\.0\.1/)

    lab.note('4. Back to cart 1.0.0')
    const back = await acme.rollback('cart', '1.0.0')
    assert.equal(back.outcome, 'deployed')
    assert.equal(back.liveVersion, '1.0.0')
    assert.equal(back.entrySha256, first.entrySha256)
  },
})

const askForCart = `name: Ask for the cart
on: workflow_dispatch
permissions: {}
jobs:
  deploy:
    name: deploy
    permissions: {}
    uses: org/gitops/.github/workflows/deploy-mfe.yml@v1
    with:
      mfe: cart
      version: 1.0.1
      environment: staging
      config-repository: gitops-config
      app-client-id: \${{ vars.DISPATCHER_APP_CLIENT_ID }}
    secrets:
      app-private-key: \${{ secrets.DISPATCHER_APP_PRIVATE_KEY }}
`
