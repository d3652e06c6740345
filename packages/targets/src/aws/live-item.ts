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

/** The three places at which one activation is written, in one transaction; the history may say something else than what is live. */
export function itemsOf({ live, history }: { live: LiveRow; history: LiveRow }): { live: Item; history: Item; listed: Item } {
  const pk = liveKey(live.environment, live.mfe)
  return {
    live: itemOf(live, { pk, sk: LIVE }),
    history: historyItem(history),
    listed: itemOf(live, { pk: live.environment, sk: LISTED + live.mfe }),
  }
}

/** The history's place of an activation. */
export function historyItem(row: LiveRow): Item {
  return itemOf(row, { pk: liveKey(row.environment, row.mfe), sk: historyKey(row.generation) })
}

function itemOf(row: LiveRow, keys: { pk: string; sk: string }): Item {
  return marshall({ ...row, ...keys }, { removeUndefinedValues: true })
}

export function rowOf(item: Item): LiveRow {
  const { pk, sk, ...row } = unmarshall(item)
  return row as LiveRow
}
