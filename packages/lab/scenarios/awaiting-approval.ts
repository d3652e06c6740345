import assert from 'node:assert/strict'
import type { Lab } from '../src/scenario/lab.ts'
import type { Organization } from '../src/scenario/organization.ts'
import { defineScenario } from '../src/scenario/scenario.ts'

const mergeFile = '.github/workflows/merge.yml'

export default defineScenario({
  name: 'awaiting-approval',
  summary: 'A person stands between the steps: approves and merges one pull request, closes the next. The sender waits, and learns both.',
  async run(lab) {
    const acme = await lab.organization({
      eventDriven: true,
      rules: null,
      configFiles: (files) => ({ ...files, [mergeFile]: (files[mergeFile] ?? '').replace(/merge: \$\{\{.*/, 'merge: false') }),
    })
    lab.github.setRules(acme.config, { branch: 'main', requiredChecks: ['gitops/deployment'], requiredApprovals: 1 })
    await Promise.all(['1.0.0', '1.1.0'].map((version) => acme.publish('cart', version)))

    const approved = await acme.start('cart', { version: '1.0.0' })
    const first = await openPull(lab, acme)
    await decide(lab, acme, `POST /repos/${acme.config}/pulls/${first.number}/reviews`, { event: 'APPROVE' })
    await decide(lab, acme, `PUT /repos/${acme.config}/pulls/${first.number}/merge`, { sha: first.headSha, merge_method: 'squash' })
    const sender = await lab.ended(approved)
    assert.equal(sender.conclusion, 'success')
    assert.match((await (await lab.edge('staging')).get('/cart/index.js')).text, /1\.0\.0/)

    const refused = await acme.start('cart', { version: '1.1.0' })
    const second = await openPull(lab, acme)
    await decide(lab, acme, `PATCH /repos/${acme.config}/pulls/${second.number}`, { state: 'closed' })
    const loser = await lab.ended(refused)
    assert.equal(loser.conclusion, 'failure')
    assert.match(loser.jobs.map(({ annotations }) => annotations.map(({ message }) => message).join()).join(), /was closed without a merge/)
    assert.match((await (await lab.edge('staging')).get('/cart/index.js')).text, /1\.0\.0/)
  },
})

/** The open pull request, once its checks are green and the run that raised it has told its sender. */
async function openPull(lab: Lab, { config }: Organization) {
  return lab.waitFor('a pull request that waits for a person', () =>
    lab.github
      .pullRequests(config)
      .find(({ state, headSha }) => state === 'open' && lab.github.statuses(config, headSha).some((status) => status.state === 'success')),
  )
}

async function decide(lab: Lab, { person }: Organization, route: string, body: object): Promise<void> {
  const { status } = await lab.rest(route, body, person.token)
  assert.ok(status < 300, `${route} was answered by ${status}`)
}
