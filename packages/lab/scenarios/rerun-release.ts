import assert from 'node:assert/strict'
import { defineScenario } from '../src/scenario/scenario.ts'

export default defineScenario({
  name: 'rerun-release',
  summary: 'The runner dies while it releases; running the failed job again takes up where the stores say it stopped.',
  async run(lab) {
    const acme = await lab.organization()
    await acme.publish('cart', '1.0.0')
    lab.runner.crash({ action: 'activate-version', at: 'end', repository: acme.config })

    const broken = await acme.send({ version: '1.0.0' })
    const [run] = lab.github.runs.list(acme.config)
    assert.equal(run?.conclusion, 'failure')
    assert.deepEqual(
      run.jobs.map(({ conclusion }) => conclusion),
      ['success', 'failure'],
    )
    assert.equal(broken.pullRequest?.state, 'merged')

    const answer = await lab.rest(`POST /repos/${acme.config}/actions/runs/${run.id}/rerun-failed-jobs`, undefined, acme.person.token)
    assert.equal(answer.status, 201)
    const again = await acme.deploymentOf(await lab.ended(run.id))
    assert.equal(again.runs[0]?.attempt, 2)
    assert.equal(again.runs[0]?.conclusion, 'success')
    assert.equal(again.outcome, 'deployed')
    assert.deepEqual([again.liveVersion, again.generation], ['1.0.0', 1])
    assert.equal(lab.github.pullRequests(acme.config).length, 1)
  },
})
