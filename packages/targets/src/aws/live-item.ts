import { createHash } from 'node:crypto'
import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb'
import type { LiveRow } from '../live-table.ts'
import { liveKey } from '../live-table.ts'

export type Item = Record<string, AttributeValue>

/** Sort key of the live row. */
export const LIVE = 'live'
/** Sort keys of the history: generations as 16 digits, the most that a safe integer has, so that they sort as numbers. */
export const historyKey = (generation: number): string => `history#${String(generation).padStart(16, '0')}`
/** Sort keys of an environment's own list, whose partition key is the environment alone. */
export const LISTED = 'live#'

/** The three places at which one activation is written, in one transaction. */
export function itemsOf(row: LiveRow): { live: Item; history: Item; listed: Item } {
  const pk = liveKey(row.environment, row.mfe)
  const item = (keys: { pk: string; sk: string }): Item => marshall({ ...row, ...keys }, { removeUndefinedValues: true })
  return {
    live: item({ pk, sk: LIVE }),
    history: item({ pk, sk: historyKey(row.generation) }),
    listed: item({ pk: row.environment, sk: LISTED + row.mfe }),
  }
}

export function rowOf(item: Item): LiveRow {
  const { pk, sk, ...row } = unmarshall(item)
  return row as LiveRow
}

/**
 * Token of a transaction: the table takes a repeat with the same token for the same request, for ten minutes. It covers the whole row,
 * request id and generation among it, because a token that comes back with another row is refused.
 */
export function requestToken(row: LiveRow): string {
  const values = Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256').update(JSON.stringify(values)).digest('hex').slice(0, 36)
}
