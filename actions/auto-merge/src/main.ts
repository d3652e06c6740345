import { type Outputs, type Ports, repositoryName } from '@mfe-gitops/action-kit'
import { type PullRequestState, readPullRequestState } from '@mfe-gitops/github'
import { describeChange, startingChange } from './current-change.ts'
import { ended, removeBranch } from './ending.ts'
import type { AutoMergeInputs } from './inputs.ts'
import { look } from './look.ts'
import { Merging } from './merging.ts'
import type { Stop } from './verdict.ts'

/** Longest pause between two looks at the checks, in milliseconds; the first look is after one second. */
const longestPause = 10_000

/** Waits until the pull request may be merged, merges exactly the head that was checked or has the merge queue do so, and says how it ended. */
export async function main(inputs: AutoMergeInputs, ports: Ports): Promise<Outputs> {
  const github = ports.github(inputs.token)
  const repository = repositoryName(inputs.repository)
  const startMerging = () => new Merging(github, { ...inputs, ...repository, runUrl: ports.context.runUrl })
  let merging = startMerging()
  let change = startingChange(inputs.head, inputs.requests)
  const deadline = ports.now() + inputs.timeoutMinutes * 60_000
  let given: Stop | null = null
  for (let pause = 1000; ; pause = Math.min(pause * 2, longestPause)) {
    const state = await readPullRequestState(github, { ...repository, number: inputs.pullRequest })
    const seen = await look(state, { github, inputs, ports, merging, change })
    change = seen.change
    if (seen.step === null) {
      merging = startMerging()
      pause = 500
      continue
    }
    const { step } = seen
    const place = { github, repository, ports, outputs: describeChange(change) }
    if (step.kind === 'merged') {
      ports.log.info(`Merged pull request #${state.number} as ${step.commit}.`)
      if (inputs.deleteBranch) await removeBranch(place, state)
      const result = seen.isStanding || isSomebodyElses(state, merging) ? 'already-merged' : 'merged'
      return { ...place.outputs, result, 'merge-commit': step.commit, url: state.url }
    }
    if (given) throw await ended(place, given, state)
    if (step.kind === 'stop') throw await ended(place, step, state)
    if (ports.now() >= deadline) {
      const timeout: Stop = { kind: 'stop', ...step.onTimeout }
      if (!(await merging.giveUp(state))) throw await ended(place, timeout, state)
      // It may have been merged while it was taken out of the queue: one more look.
      given = timeout
      continue
    }
    ports.log.info(`Waiting for ${step.waitingFor}.`)
    await ports.sleep(Math.min(pause, Math.max(0, deadline - ports.now())))
  }
}

function isSomebodyElses(state: PullRequestState, merging: Merging): boolean {
  return state.merged && !merging.hasAsked
}
