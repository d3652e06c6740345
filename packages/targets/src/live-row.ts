import type { LiveRow } from './live-table.ts'
import { shown, TargetError } from './target-error.ts'

/** The same activation again, whenever it was written. */
export function isSame(live: LiveRow, row: LiveRow): boolean {
  return (['generation', 'requestId', 'version', 'integrity'] as const).every((name) => live[name] === row[name])
}

export function checkRow(row: LiveRow): LiveRow {
  if (Number.isSafeInteger(row.generation) && row.generation > 0) return row
  throw new TargetError('table-failed', `The generation of a live row must be a whole number above 0, but it is ${shown(row.generation)}.`)
}
