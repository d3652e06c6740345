import { ActionError, type Log, type Outputs, type Ports, repositoryName } from '@mfe-gitops/action-kit'
import { findSuccessor, type Reason, reason, supersededReason } from '@mfe-gitops/contract'
import {
  deleteBranch,
  type GitHub,
  GitHubError,
  mergePullRequest,
  type PullRequestState,
  type Repository,
  readComments,
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
      ports.log.info(`Merged pull request #${state.number} as ${verdict.commit}.`)
      if (inputs.deleteBranch) await removeBranch(github, { ...repository, branch: state.head }, ports.log)
      return { result: state.merged ? 'already-merged' : 'merged', 'merge-commit': verdict.commit, url: state.url }
    }
    if (verdict.kind === 'stop') throw ended(verdict.result, await explain(github, repository, { ...verdict, state }), state)
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

/** A pull request that was closed in favour of a newer one says so in its comments. */
async function explain(
  github: GitHub,
  repository: Repository,
  { result, reason: why, state }: { result: MergeOutcome; reason: Reason; state: PullRequestState },
): Promise<Reason> {
  if (result !== 'closed') return why
  const comments = await readComments(github, { ...repository, number: state.number }).catch((error: unknown) => {
    // Closed it is, whether the comments can be read or not.
    if (error instanceof GitHubError) return []
    throw error
  })
  const successor = findSuccessor(comments)
  if (successor === null) return why
  const page = state.url.replace(/\d+$/, String(successor))
  return supersededReason({ number: successor, url: page })
}

/** The merge is done, whatever becomes of the branch. */
async function removeBranch(github: GitHub, wanted: Repository & { readonly branch: string }, log: Log): Promise<void> {
  try {
    await deleteBranch(github, wanted)
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error
    log.warning(`Branch ${wanted.branch} could not be deleted: ${error.message}`)
  }
}

function ended(result: MergeOutcome, why: Reason, state: PullRequestState): ActionError {
  return new ActionError(why.code, why.message, {
    ...(result === 'timed-out' ? { outcome: 'timed-out' } : {}),
    reasons: [why],
    outputs: { result, 'merge-commit': '', url: state.url },
  })
}
