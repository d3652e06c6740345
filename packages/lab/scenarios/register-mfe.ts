import assert from 'node:assert/strict'
import { defineScenario } from '../src/scenario/scenario.ts'

export default defineScenario({
  name: 'register-mfe',
  summary:
    "A person registers a new micro-frontend by pull request: checked, approved, merged when asked; it deploys at once, and nobody's pipeline changed.",
  async run(lab) {
    const acme = await lab.organization({ configFiles: (files) => ({ ...files, [checkFile]: askable(files[checkFile] ?? '') }) })
    // As docs/platform-engineer.md has it: one ruleset with the check for everybody, one with the review that the App may do without.
    lab.github.setRules(acme.config, { branch: 'main', requiredChecks: ['gitops/deployment'], methods: ['squash'] })
    lab.github.setRules(acme.config, { branch: 'mai*', requiredApprovals: 1, bypass: [acme.apps.gitops.id] })
    const reviewer = lab.github.createUser('reviewer')
    const banner = await lab.github.createRepository('acme/banner', { files: { 'README.md': 'banner\n' } })

    lab.note('1. A person opens the pull request: it is checked, and not merged for want of a review')
    const search = (await lab.github.readFile(acme.config, 'main', 'mfes/search.yaml')) ?? ''
    const registration = search.replaceAll('search', 'banner').replace(/repositoryId: \d+/, `repositoryId: ${banner.id}`)
    const files = { 'mfes/banner.yaml': registration }
    await lab.push(acme.config, { branch: 'merge/banner', message: 'Register banner', files, as: acme.person })
    const wanted = { title: 'Register banner', head: 'merge/banner', base: 'main' }
    const pull = (await lab.rest(`POST /repos/${acme.config}/pulls`, wanted, acme.person.token)).data as {
      number: number
      head: { sha: string }
    }
    const started = await lab.waitFor('the run of the pull request', () =>
      lab.github.runs.list(acme.config).find(({ event }) => event === 'pull_request'),
    )
    const first = await lab.ended(started)
    assert.deepEqual(
      first.jobs.map(({ name, conclusion }) => `${name} ${conclusion}`),
      ['check / check success', 'check / merge failure'],
    )
    const [error] = first.jobs.flatMap(({ annotations }) => annotations.filter(({ level }) => level === 'failure'))
    assert.match(error?.message ?? '', /required approvals: 0 of 1.*reviewer with write access/)
    assert.equal(lab.github.statuses(acme.config, pull.head.sha)[0]?.state, 'success')

    lab.note('2. Somebody approves, and the failed job is run again')
    await lab.rest(`POST /repos/${acme.config}/pulls/${pull.number}/reviews`, { event: 'APPROVE' }, reviewer.token)
    await lab.rest(`POST /repos/${acme.config}/actions/runs/${first.id}/rerun-failed-jobs`, {}, acme.person.token)
    const second = await lab.waitFor('the second attempt', () => {
      const run = lab.github.runs.get(first.id)
      return run?.attempt === 2 && run.status === 'completed' ? run : null
    })
    assert.equal(second.conclusion, 'success')
    assert.equal(lab.github.pullRequests(acme.config)[0]?.merged, true)

    lab.note('3. The new micro-frontend is deployed, without a review')
    await acme.publish('banner', '1.0.0')
    const deployed = await acme.send({ mfe: 'banner', version: '1.0.0' })
    assert.equal(deployed.outcome, 'deployed')
    assert.match((await (await lab.edge('staging')).get('/banner/index.js')).text, /1\.0\.0/)
  },
})

const checkFile = '.github/workflows/check.yml'

/** The caller of the example, asked to merge what comes from a branch below merge/. */
function askable(text: string): string {
  return text
    .replace(/merge: false.*/, "merge: ${{ startsWith(github.head_ref, 'merge/') }}\n      app-client-id: ${{ vars.GITOPS_APP_CLIENT_ID }}")
    .replace('    secrets:\n', '    secrets:\n      app-private-key: ${{ secrets.GITOPS_APP_PRIVATE_KEY }}\n')
}
