import { ActionError, type Ports, pauseBetween } from '@mfe-gitops/action-kit'
import {
  type BaseFold,
  changesOf,
  checkChange,
  commitText,
  courtesy,
  foldOnTip,
  isOwnHead,
  isSameChange,
  pullRequestText,
  type Registry,
  replaceBranch,
  subjectsOf,
} from '@mfe-gitops/change'
import type { DeploymentRequest } from '@mfe-gitops/contract'
import { findBranch, type GitHub, type PullRequestState, type Repository, rewritePullRequest } from '@mfe-gitops/github'
import { type CurrentChange, describeChange, madeAgain } from './current-change.ts'
import { endingsOf, exhausted, settle } from './redo-end.ts'

export type Redone =
  | { readonly kind: 'redone'; readonly change: CurrentChange }
  /** What was asked for stands on the base. */
  | { readonly kind: 'merged'; readonly commit: string; readonly change: CurrentChange }
  /** Somebody else moves the branch or the base at this moment. */
  | { readonly kind: 'again' }
  /** The head makes the change on the base as it is now, as it did before: there is nothing to make again. */
  | { readonly kind: 'current' }
  /** The head is the work of somebody else, who has to decide about it. */
  | { readonly kind: 'foreign' }

export interface RedoQuestion {
  readonly repository: Repository
  readonly state: PullRequestState
  readonly change: CurrentChange
  /** Requests as the run began with them, by which the work of a twin run is recognised. */
  readonly requests: readonly DeploymentRequest[]
  readonly registry: Registry
  /** True when others are left behind: the head, which carries them as well, must not stay, though it makes the change. */
  readonly isReduced: boolean
}

export type RedoPorts = Pick<Ports, 'log' | 'sleep' | 'random' | 'context'>

/** How often one run makes its change again: somebody else has merged in each of these rounds, and a round takes seconds. */
const mostRounds = 8

/** The pause before a round grows up to the one before the fifth, of 4 to 8 seconds. */
const longestPause = 4

/** Makes the edit again on the base as it is now, on the same branch and in the same pull request, and checks it: never a merge of texts. */
export async function redo(github: GitHub, question: RedoQuestion, ports: RedoPorts): Promise<Redone> {
  const { repository, state, change, registry } = question
  // After the first time others are about as well: apart from one another they get on.
  if (change.redone > 0) await pauseBetween(ports, Math.min(change.redone, longestPause))
  if (state.merged && state.mergeCommit === null) return { kind: 'again' }
  const at = state.mergeCommit === null ? { ref: state.base } : { commit: state.mergeCommit }
  const found = await foldOnTip(github, { repository, ...at, requests: change.requests, registry })
  const { base, fold } = found
  if (fold.carried.length === 0) return { kind: 'merged', ...(await settle(github, question, { found, log: ports.log })) }
  if (state.merged) return { kind: 'foreign' }
  if (change.redone >= mostRounds) throw exhausted(state, change)
  const head = await contentOn(github, question, { found, ports })
  if (head === null) return { kind: 'again' }
  if (head === 'foreign') return { kind: 'foreign' }
  if (head === change.head) return { kind: 'current' }
  ports.log.info(`Made the change again on ${base.commit}, as ${head}.`)
  const next = madeAgain(change, { head, fold, endings: await endingsOf(github, repository, found) })
  await judgeAgain(github, { ...question, change: next, base: base.commit }, ports)
  const text = pullRequestText(next.requests, changesOf(fold), ports.context.runUrl)
  await courtesy(ports.log, `rewrite pull request #${state.number}`, () =>
    rewritePullRequest(github, { ...repository, number: state.number, ...text }),
  )
  return { kind: 'redone', change: next }
}

/** The commit on the branch that makes the change on this base: new, or made by a twin run. Null when somebody was faster. */
async function contentOn(
  github: GitHub,
  { repository, state, change, requests, registry, isReduced }: RedoQuestion,
  { found: { base, fold }, ports }: { found: BaseFold; ports: RedoPorts },
): Promise<string | 'foreign' | null> {
  const additions = fold.files.map(({ path, text }) => ({ path, contents: text }))
  const branch = state.head
  const head = await findBranch(github, { ...repository, branch })
  if (head === null) return null
  if (!isReduced && (await isSameChange(github, { repository, base: base.commit, additions }, head))) return head.commit
  const isKnown = head.commit === change.head || (await isOwnHead(github, { repository, branch, requests, registry }))
  if (!isKnown) return 'foreign'
  const made = { repository, repositoryId: base.repositoryId, branch, base: base.commit, additions, message: commitText(fold.carried) }
  return replaceBranch(github, { ...made, from: head.commit, isOwnBranch: true }, ports)
}

/** The new commit has to pass the same checks as the first one, and carries a status of its own. */
async function judgeAgain(github: GitHub, question: RedoQuestion & { readonly base: string }, ports: RedoPorts): Promise<void> {
  const { repository, change, base, registry, state } = question
  const { head, requests } = change
  // Between the two commits, not by the pull request, which follows its branch a moment later.
  const place = { ...repository, base, head, pullRequest: undefined }
  const how = { subjects: subjectsOf(requests, null), registry, statusContext: undefined, postStatus: true }
  const { reasons } = await checkChange(github, { ...place, requests, ...how }, ports)
  const [first] = reasons
  if (!first) return
  const outputs = { ...describeChange(change), result: 'checks-failed', 'merge-commit': '', url: state.url }
  throw new ActionError(first.code, first.message, { reasons, outputs })
}
