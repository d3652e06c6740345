import assert from 'node:assert/strict'
import { defineScenario } from '../src/scenario/scenario.ts'

const cd = '.github/workflows/micro-frontend-cd.yml'
const useTransport = (text: string) => text.replace(/^( +)config-repository: .*$/m, '$&\n$1transport: workflow_dispatch')

export default defineScenario({
  name: 'workflow-dispatch',
  summary: 'The other transport: the sender may start the workflow, and may not write to the config repository.',
  async run(lab) {
    const acme = await lab.organization({
      appFiles: (files) => ({ ...files, [cd]: useTransport(files[cd] ?? '') }),
      dispatcherPermissions: { metadata: 'read', actions: 'write', pull_requests: 'read' },
    })
    await acme.publish('cart', '1.0.0')
    const cart = await acme.deploy('cart', { version: '1.0.0' })
    assert.equal(cart.event, 'workflow_dispatch')
    assert.equal(cart.outcome, 'deployed')
    assert.equal(cart.liveVersion, '1.0.0')
    assert.equal(cart.sender?.conclusion, 'success')
  },
})
