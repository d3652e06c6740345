import { ActionError, type Outputs, type Ports, repositoryName } from '@mfe-gitops/action-kit'
import { reason } from '@mfe-gitops/contract'
import {
  deleteBranch,
  type GitHub,
  mergePullRequest,
  type PullRequestState,
  type Repository,
  readPullRequestState,
} from '@mfe-gitops/github'
import type { AutoMergeInputs } from './inputs.ts'
import { judge, judgeRefusal, type MergeOutcome, type Verdict } from './verdict.ts'

/** Longest pause between two looks at the checks, in milliseconds; the first look is after one second. */
const longestPause = 10_000

/** Waits until the pull request may be merged, merges exactly `head`, and says how it ended. */
export async function main(inputs: AutoMergeInputs, ports: Ports): Promise<Outputs> {
  const github = ports.github(inputs.token)
  const repository = repositoryName(inputs.repository)
  const deadline = ports.now() + inputs.timeoutMinutes * 60_000
  for (let pause = 1000; ; pause = Math.min(pause * 2, longestPause)) {
    const state = await readPullRequestState(github, { ...repository, number: inputs.pullRequest })
    const verdict = await act(github, { ...inputs, ...repository }, state)
    if (verdict.kind === 'merged') {
      if (inputs.deleteBranch) await deleteBranch(github, { ...repository, branch: state.head })
      ports.log.info(`Merged pull request #${state.number} as ${verdict.commit}.`)
      return { result: state.merged ? 'already-merged' : 'merged', 'merge-commit': verdict.commit, url: state.url }
    }
    if (verdict.kind === 'stop') throw ended(verdict.result, verdict.reason, state)
    if (verdict.kind === 'wait') {
      if (ports.now() >= deadline) throw ended(verdict.onTimeout.result, verdict.onTimeout.reason, state)
      ports.log.info(`Waiting for ${verdict.waitingFor}.`)
    }
    await ports.sleep(Math.min(pause, Math.max(0, deadline - ports.now())))
  }
}

/** Judges the state and merges when it says so; a refusal that another look can explain ends as `wait`. */
async function act(
  github: GitHub,
  wish: AutoMergeInputs & Repository,
  state: PullRequestState,
): Promise<Exclude<Verdict, { kind: 'merge' }>> {
  const verdict = judge(state, wish)
  if (verdict.kind !== 'merge') return verdict
  const { owner, repo, head, method } = wish
  const merge = await mergePullRequest(github, { owner, repo, number: state.number, sha: head, method })
  if (merge.kind === 'merged') return { kind: 'merged', commit: merge.sha }
  if (merge.kind === 'head-moved')
    return { kind: 'stop', result: 'head-moved', reason: reason('head-moved', { field: 'head', seen: merge.message, allowed: head }) }
  const seen = merge.kind === 'unknown' ? merge.error.message : merge.message
  const blocked = reason('merge-blocked', { field: `pull request #${state.number}`, seen })
  if (merge.kind === 'refused') return { kind: 'stop', result: 'blocked', reason: blocked }
  // 5xx or a lost answer: the merge may have happened, so the next look decides.
  if (merge.kind === 'unknown')
    return { kind: 'wait', waitingFor: 'GitHub to say whether it merged', onTimeout: { result: 'timed-out', reason: blocked } }
  const refused = judgeRefusal(merge.refusal, merge.message, state.number)
  if (refused?.kind === 'stop') return refused
  return { kind: 'wait', waitingFor: merge.message, onTimeout: { result: 'blocked', reason: blocked } }
}

function ended(result: MergeOutcome, why: ReturnType<typeof reason>, state: PullRequestState): ActionError {
  return new ActionError(why.code, why.message, {
    outcome: result === 'timed-out' ? 'timed-out' : 'failed',
    reasons: [why],
    outputs: { result, 'merge-commit': '', url: state.url },
  })
}
