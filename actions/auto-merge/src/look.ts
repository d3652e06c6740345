import { type Ports, repositoryName } from '@mfe-gitops/action-kit'
import { reason } from '@mfe-gitops/contract'
import type { GitHub, PullRequestState } from '@mfe-gitops/github'
import type { CurrentChange } from './current-change.ts'
import type { AutoMergeInputs } from './inputs.ts'
import type { Merging, Step } from './merging.ts'
import { failedBefore, ownWay, ownWayAfter } from './own-way.ts'
import { redo } from './redo.ts'
import { needsRedo, pinnedHead } from './redo-need.ts'
import { wait } from './verdict.ts'

export interface Look {
  /** What the look came to; null when the change was made again, so that the next look is due. */
  readonly step: Step | null
  readonly change: CurrentChange
  /** What was asked for stands on the base already, brought there by somebody else. */
  readonly isStanding: boolean
}

interface Eyes {
  readonly github: GitHub
  readonly inputs: AutoMergeInputs
  readonly ports: Ports
  readonly merging: Merging
  readonly change: CurrentChange
}

/** Does what the state calls for: merges, waits, makes the change again when the base has moved on, or ends. */
export async function look(state: PullRequestState, { github, inputs, ports, merging, change }: Eyes): Promise<Look> {
  if (state.state === 'OPEN' && change.replaced.includes(state.headCommit)) {
    const late = reason('head-moved', { field: 'head', seen: state.headCommit, allowed: change.head })
    return { step: wait('GitHub to show the new head', 'timed-out', late), change, isStanding: false }
  }
  // Checks that failed before are those of the head with which the run began.
  const isRefused = !inputs.passed && change.redone === 0 && state.state === 'OPEN'
  const step = isRefused ? failedBefore(state) : await merging.step(state, pinnedHead(state, change))
  const own = ownWay(step, change, inputs.request)
  if (own === null && !needsRedo(step, state, change)) return { step, change, isStanding: false }
  if (own) ports.log.warning(`Pull request #${state.number} is refused as it is; it goes on with this run's own request alone.`)
  const question = { repository: repositoryName(inputs.repository), registry: inputs, state, requests: inputs.requests }
  const made = await redo(github, { ...question, change: own ?? change, isReduced: own !== null }, ports).catch((error: unknown) => {
    const left = ownWayAfter(error, change, inputs.request)
    if (left === null || own !== null) throw error
    return redo(github, { ...question, change: left, isReduced: true }, ports)
  })
  if (made.kind === 'redone') return { step: null, change: made.change, isStanding: false }
  if (made.kind === 'merged') return { step: { kind: 'merged', commit: made.commit }, change: made.change, isStanding: true }
  const isFinal = made.kind === 'foreign' || (made.kind === 'current' && step.kind === 'stop' && step.result === 'head-moved')
  if (step.kind !== 'stop' || isFinal) return { step, change, isStanding: false }
  // Somebody moves things at this moment, or GitHub has not seen yet that they fit: a later look tells.
  return { step: wait('the base and the branch to stand still', step.result, step.reason), change, isStanding: false }
}
