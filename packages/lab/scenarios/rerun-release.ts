import assert from 'node:assert/strict'
import type { Crash } from '../src/runner/runner.ts'
import { defineScenario } from '../src/scenario/scenario.ts'

/** Two ways to die in the release: the step that has just moved the live row, and the machine that has just stored the files. */
const crashes: readonly (Crash & { readonly mfe: string })[] = [
  { mfe: 'cart', action: 'activate-version', at: 'end' },
  { mfe: 'search', action: 'deploy-artifact', at: 'end', machine: true },
]

export default defineScenario({
  name: 'rerun-release',
  summary: 'A step or the whole machine dies while it releases; running the failed job again takes up where the stores say it stopped.',
  async run(lab) {
    const acme = await lab.organization()
    for (const { mfe, ...crash } of crashes) {
      await acme.publish(mfe, '1.0.0')
      lab.runner.crash({ ...crash, repository: acme.config })

      const broken = await acme.send({ mfe, version: '1.0.0' })
      const run = lab.github.runs.list(acme.config).at(-1)!
      assert.equal(run.conclusion, 'failure')
      assert.deepEqual(
        run.jobs.map(({ conclusion }) => conclusion),
        ['success', 'failure'],
      )
      assert.equal(broken.pullRequest?.state, 'merged')

      const answer = await lab.rest(`POST /repos/${acme.config}/actions/runs/${run.id}/rerun-failed-jobs`, undefined, acme.person.token)
      assert.equal(answer.status, 201)
      const again = await acme.deploymentOf(await lab.ended(run.id))
      assert.deepEqual([again.runs[0]?.attempt, again.runs[0]?.conclusion], [2, 'success'])
      assert.equal(again.outcome, 'deployed')
      assert.deepEqual([again.liveVersion, again.generation], ['1.0.0', 1])
      assert.equal((await (await lab.edge('staging')).get(`/${mfe}/index.js`)).status, 200)
    }
    assert.equal(lab.github.pullRequests(acme.config).length, crashes.length)
  },
})
