import { randomUUID } from 'node:crypto'
import { type TransactionCanceledException, type TransactWriteItem, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb'
import type { LiveRow } from '../live-table.ts'
import { historyItem, type Item, itemsOf } from './live-item.ts'
import type { TablePlace } from './live-rows.ts'
import { isNamed } from './sdk-error.ts'

/** What the row that is there must be for the new one to be written. */
export interface Condition {
  readonly expression: string
  readonly values: Item
}

/** The live row is older than a generation, or there is none. */
export function olderThan(generation: number): Condition {
  return { expression: 'attribute_not_exists(pk) or generation < :new', values: { ':new': { N: String(generation) } } }
}

/** The live row is of this generation, as it was activated. */
export function stillStanding(generation: number): Condition {
  return { expression: 'generation = :own and attribute_not_exists(withdrawn)', values: { ':own': { N: String(generation) } } }
}

/** The history row is that of a request, as it was activated. */
function stillUnmarked(requestId: string): Condition {
  return { expression: 'requestId = :own and attribute_not_exists(withdrawn)', values: { ':own': { S: requestId } } }
}

/** One way to write the rows; every try that is made of it is the same call. */
export interface RowWrite {
  readonly rows: { readonly live: LiveRow; readonly history: LiveRow }
  readonly condition: Condition
  readonly token: string
}

/** A token for one call and its repeats. */
export const newToken = randomUUID

/**
 * Pointer, history and the environment's list change together, or nothing does; false when the condition does not hold. The token makes
 * repeats of this one call the same call, no more: to a token that it saw within ten minutes DynamoDB answers success without looking, also
 * when another version is live by then. So a token that a later run could derive again would let it believe that its overtaken version is
 * live; the row's request id is what tells one's own activation instead.
 */
export async function writeRows({ client, table }: TablePlace, { rows, condition, token }: RowWrite): Promise<boolean> {
  const { live, history, listed } = itemsOf(rows)
  return transact(client, token, [
    putWhen(table, live, condition),
    { Put: { TableName: table, Item: history } },
    { Put: { TableName: table, Item: listed } },
  ])
}

/** Writes the mark of a history row; false when it is marked by now. The one write is a transaction so that it is answered as the others are. */
export async function writeMark({ client, table }: TablePlace, { row, token }: { row: LiveRow; token: string }): Promise<boolean> {
  return transact(client, token, [putWhen(table, historyItem(row), stillUnmarked(row.requestId))])
}

function putWhen(TableName: string, Item: Item, { expression: ConditionExpression, values: ExpressionAttributeValues }: Condition) {
  return { Put: { TableName, Item, ConditionExpression, ExpressionAttributeValues } }
}

async function transact(client: TablePlace['client'], ClientRequestToken: string, TransactItems: TransactWriteItem[]): Promise<boolean> {
  try {
    await client.send(new TransactWriteItemsCommand({ ClientRequestToken, TransactItems }))
    return true
  } catch (error) {
    if (reasonsOf(error).includes('ConditionalCheckFailed')) return false
    throw error
  }
}

/** What was read has changed before it was written. */
export class Contention extends Error {
  override readonly name = 'TransactionConflictException'
}

// Throttled requests and those without an answer the SDK repeats itself, but not transactions that were cancelled for it, or for another one.
const passing = ['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded', 'RequestLimitExceeded']

export function isContention(error: unknown): boolean {
  return (
    reasonsOf(error).some((code) => passing.includes(code)) ||
    isNamed(error, 'TransactionConflictException', 'TransactionInProgressException')
  )
}

function reasonsOf(error: unknown): string[] {
  if (!isNamed(error, 'TransactionCanceledException')) return []
  return ((error as TransactionCanceledException).CancellationReasons ?? []).map(({ Code }) => Code ?? 'None')
}
