import type { LiveRow } from './live-table.ts'
import { shown, TargetError } from './target-error.ts'

/** The same activation again, whenever it was written. */
export function isSame(live: LiveRow, row: LiveRow): boolean {
  const isEqual = (['generation', 'requestId', 'version', 'integrity'] as const).every((name) => live[name] === row[name])
  return isEqual && (['version', 'integrity', 'percentage'] as const).every((name) => live.canary?.[name] === row.canary?.[name])
}

export function checkRow(row: LiveRow): LiveRow {
  const fail = (what: string, seen: unknown) => new TargetError('table-failed', `${what}, but it is ${shown(seen)}.`)
  if (!Number.isSafeInteger(row.generation) || row.generation < 1)
    throw fail('The generation of a live row must be a whole number above 0', row.generation)
  const { percentage } = row.canary ?? { percentage: 1 }
  if (!Number.isInteger(percentage) || percentage < 1 || percentage > 99)
    throw fail('The percentage of a canary must be a whole number from 1 to 99', percentage)
  return row
}
