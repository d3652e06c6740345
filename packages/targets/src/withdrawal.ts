import { isSame } from './live-row.ts'
import type { Activation, ActivationName, LiveRow, Withdrawal, Withdrawn } from './live-table.ts'
import { shown, TargetError } from './target-error.ts'

/** How an activation is answered that is not newer than what is live. */
export function answerRepeat(live: LiveRow, row: LiveRow): Exclude<Activation, { result: 'activated' }> {
  if (
    live.withdrawn !== undefined &&
    isOf(live, row) &&
    live.withdrawn.version === row.version &&
    live.withdrawn.integrity === row.integrity
  )
    return { result: 'withdrawn', live }
  return isSame(live, row) ? { result: 'already' } : { result: 'older', live }
}

/** The answer to a withdrawal that has nothing left to do; null when the activation is live and can be taken back. */
export function settledWithdrawal(live: LiveRow | null, own: ActivationName): Withdrawal | null {
  if (live === null || !isOf(live, own)) return { result: 'not-live', live }
  return live.withdrawn === undefined ? null : { result: 'withdrawn', live }
}

/**
 * The rows of a generation after its withdrawal. Both keep the generation and the request: nothing newer was decided, so the fence stays
 * where it is. The history keeps the version that was taken back, because pages that were loaded with it still ask for its files.
 */
export function withdrawnRows(own: LiveRow, { previous, at }: { previous: LiveRow; at: string }): { live: LiveRow; history: LiveRow } {
  const { generation, requestId } = own
  const history = marked(own, at)
  return { live: { ...previous, generation, requestId, activatedAt: at, withdrawn: history.withdrawn }, history }
}

/** The history row of an activation with its mark; null when there is nothing to mark, or the mark is there. */
export function discreditedRow(row: LiveRow | null, own: ActivationName, at: string): LiveRow | null {
  return row !== null && isOf(row, own) && row.withdrawn === undefined ? marked(row, at) : null
}

function marked(row: LiveRow, at: string): LiveRow & { withdrawn: Withdrawn } {
  const { version, integrity } = row
  return { ...row, withdrawn: { version, integrity, at } }
}

/** Refuses to go back to what was never live before. */
export function checkPrevious(own: ActivationName, previous: LiveRow): LiveRow {
  const isBefore = previous.generation < own.generation && previous.withdrawn === undefined
  if (isBefore && previous.environment === own.environment && previous.mfe === own.mfe) return previous
  const seen = `${previous.environment}/${previous.mfe} generation ${previous.generation}`
  throw new TargetError(
    'table-failed',
    `A withdrawal goes back to an earlier activation of the same micro-frontend, not to ${shown(seen)}.`,
  )
}

function isOf(row: LiveRow, own: ActivationName): boolean {
  return row.generation === own.generation && row.requestId === own.requestId
}
