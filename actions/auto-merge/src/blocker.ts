import { type Reason, reason } from '@mfe-gitops/contract'
import type { MergeRefusal, PullRequestState } from '@mfe-gitops/github'

/** A rule in the way, and who can lift it. */
export interface Blocker {
  readonly rule: string
  readonly lift: string
}

const administrator = 'an administrator of the branch rules'

/** Each rule that a refusal is about; a refusal of unknown kind names every demand of the base that is not known to be met. */
function blockersOf(state: PullRequestState, refusals: readonly MergeRefusal[]): Blocker[] {
  const named = refusals.flatMap((refusal) => explained[refusal]?.(state) ?? [])
  return named.length > 0 ? named : demandsOf(state).flatMap((refusal) => explained[refusal]?.(state) ?? [])
}

/** Why the rules of the base keep it from being merged: which of them, and who can do something about it. */
export function blocked(state: PullRequestState, refusals: readonly MergeRefusal[], said: string): Reason {
  const blockers = blockersOf(state, refusals)
  const needsPerson = refusals.length > 0 && refusals.every((refusal) => byPerson.has(refusal))
  const field = `pull request #${state.number}`
  if (blockers.length === 0) return reason('merge-blocked', { field, seen: said })
  return reason(needsPerson ? 'approval-required' : 'merge-blocked', {
    field,
    seen: said,
    summary: `The rules of ${state.base} block the merge by ${blockers.map(({ rule }) => rule).join(', and by ')}`,
    remedy: `It can be lifted by ${[...new Set(blockers.map(({ lift }) => lift))].join('; and by ')}. Then run again.`,
  })
}

const byPerson: ReadonlySet<MergeRefusal> = new Set(['reviews', 'code-owners'])

const explained: Partial<Record<MergeRefusal, (state: PullRequestState) => Blocker[]>> = {
  reviews: (state) => [...reviewBlockers(state), ...pushBlockers(state)],
  'code-owners': () => [{ rule: 'the review of a code owner', lift: 'an owner whom CODEOWNERS names for the changed files' }],
  conversations: () => [{ rule: 'conversations that are not resolved', lift: 'who takes part in them' }],
  deployments: ({ demands }) => [
    {
      rule: `required deployments${demands.deployments.length > 0 ? `: ${demands.deployments.join(', ')}` : ''}`,
      lift: 'a deployment of this very commit to each of them',
    },
  ],
  'code-scanning': () => [{ rule: 'code scanning results', lift: 'the owner of the code scanning tool' }],
  signatures: () => [{ rule: 'commits without a verified signature', lift: 'who made the commits, by signing them' }],
  locked: () => [{ rule: 'the lock on the branch', lift: administrator }],
  restricted: () => [{ rule: 'restricted updates', lift: `${administrator}, by letting this App or user bypass the rule` }],
  checks: ({ requiredChecks }) => [
    { rule: `required checks: ${requiredChecks.map(({ name }) => name).join(', ')}`, lift: 'the owner of the check' },
  ],
}

function reviewBlockers({ demands, approvedBy, changesRequestedBy }: PullRequestState): Blocker[] {
  const blockers: Blocker[] = []
  if (approvedBy.length < demands.approvals) {
    const rule = `required approvals: ${approvedBy.length} of ${demands.approvals}`
    blockers.push({ rule, lift: 'a reviewer with write access who is not the author' })
  }
  if (changesRequestedBy.length > 0) {
    const names = changesRequestedBy.join(', ')
    blockers.push({ rule: `changes that were requested by ${names}`, lift: `${names}, or who may dismiss the review` })
  }
  const isUnexplained = blockers.length === 0 && !demands.lastPushApproval
  return isUnexplained ? [{ rule: 'a required review', lift: 'a reviewer with write access' }] : blockers
}

function pushBlockers({ demands }: PullRequestState): Blocker[] {
  if (!demands.lastPushApproval) return []
  return [{ rule: 'the approval of the last push', lift: 'a reviewer with write access who did not push it' }]
}

function demandsOf({ demands, approvedBy, changesRequestedBy }: PullRequestState): MergeRefusal[] {
  const { approvals, codeOwners, conversations, deployments, codeScanning, signatures, locked, restrictedUpdates } = demands
  const all: [MergeRefusal, boolean][] = [
    ['reviews', approvedBy.length < approvals || changesRequestedBy.length > 0],
    ['code-owners', codeOwners],
    ['conversations', conversations],
    ['deployments', deployments.length > 0],
    ['code-scanning', codeScanning],
    ['signatures', signatures],
    ['locked', locked],
    ['restricted', restrictedUpdates],
  ]
  return all.flatMap(([refusal, isDemanded]) => (isDemanded ? [refusal] : []))
}
