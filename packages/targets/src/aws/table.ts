import { randomUUID } from 'node:crypto'
import {
  type DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  type TransactionCanceledException,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb'
import { checkRow, isSame } from '../live-row.ts'
import { type Activation, type LiveRow, type LiveTable, liveKey } from '../live-table.ts'
import { type Clock, patiently } from './clock.ts'
import { historyKey, type Item, itemsOf, LISTED, LIVE, rowOf } from './live-item.ts'
import { asServiceError, isNamed, isPassing } from './sdk-error.ts'

export interface DynamoPlace {
  readonly client: DynamoDBClient
  readonly table: string
  readonly clock: Clock
}

// Conflicts are between activations of one micro-frontend in one environment; each takes some milliseconds.
const CONTENTION = { attempts: 12, firstMs: 50, ceilingMs: 5_000 }

/** The live table in DynamoDB. Every read is consistent: what was just made live is what a reader finds. */
export function dynamoTable({ client, table, clock }: DynamoPlace): LiveTable {
  async function read(pk: string): Promise<LiveRow | null> {
    const Key = { pk: { S: pk }, sk: { S: LIVE } }
    const { Item } = await client.send(new GetItemCommand({ TableName: table, Key, ConsistentRead: true }))
    return Item === undefined ? null : rowOf(Item)
  }

  /** Rows of one partition whose sort keys are between two, both included. */
  async function query(pk: string, { from, to, newestFirst = false, limit = Number.POSITIVE_INFINITY }: Range): Promise<LiveRow[]> {
    const rows: LiveRow[] = []
    let next: Item | undefined
    do {
      const page = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk and sk between :from and :to',
          ExpressionAttributeValues: { ':pk': { S: pk }, ':from': { S: from }, ':to': { S: to } },
          ConsistentRead: true,
          ScanIndexForward: !newestFirst,
          ...(Number.isFinite(limit) ? { Limit: limit - rows.length } : {}),
          ...(next === undefined ? {} : { ExclusiveStartKey: next }),
        }),
      )
      rows.push(...(page.Items ?? []).map(rowOf))
      next = page.LastEvaluatedKey
    } while (next !== undefined && rows.length < limit)
    return rows
  }

  async function activate(row: LiveRow, token: string): Promise<Activation> {
    const pk = liveKey(row.environment, row.mfe)
    try {
      await client.send(activation(table, row, token))
    } catch (error) {
      if (!lostCondition(error)) throw error
      const live = await read(pk)
      // Nobody removes live rows in the course of a deployment; somebody did, so the question is asked again.
      if (live === null) throw new Contention()
      return isSame(live, row) ? { result: 'already' } : { result: 'older', live }
    }
    // The fence lets generations only grow, so the newest history row below ours is what was live before.
    const range = { from: historyKey(0), to: historyKey(row.generation - 1), newestFirst: true, limit: 1 }
    const [previous = null] = await query(pk, range)
    return { result: 'activated', previous }
  }

  const effect = <T>(what: string, work: () => Promise<T>): Promise<T> => asServiceError('table-failed', `${what} in table ${table}`, work)
  return {
    read: (pk) => effect('Reading the live row', () => read(pk)),
    activate: (row) =>
      effect('Activating a version', async () => {
        checkRow(row)
        const token = randomUUID()
        return patiently(() => activate(row, token), { isPassing: isContention, patience: CONTENTION, clock })
      }),
    history: (pk, limit = 50) =>
      effect('Reading the history', () =>
        query(pk, { from: historyKey(0), to: historyKey(Number.MAX_SAFE_INTEGER), newestFirst: true, limit }),
      ),
    list: (environment) => effect('Listing the live rows', () => query(environment, { from: LISTED, to: `${LISTED}\u{10ffff}` })),
  }
}

interface Range {
  readonly from: string
  readonly to: string
  readonly newestFirst?: boolean
  readonly limit?: number
}

/**
 * Pointer, history and the environment's list change together, or nothing does. The token makes repeats of this one call the same call, no
 * more: to a token that it saw within ten minutes DynamoDB answers success without looking, also when another version is live by then. So
 * a token that a later run could derive again would let it believe that its overtaken version is live; the row's request id is what
 * tells one's own activation instead.
 */
function activation(table: string, row: LiveRow, token: string): TransactWriteItemsCommand {
  const { live, history, listed } = itemsOf(row)
  return new TransactWriteItemsCommand({
    ClientRequestToken: token,
    TransactItems: [
      {
        Put: {
          TableName: table,
          Item: live,
          ConditionExpression: 'attribute_not_exists(pk) or generation < :new',
          ExpressionAttributeValues: { ':new': { N: String(row.generation) } },
        },
      },
      { Put: { TableName: table, Item: history } },
      { Put: { TableName: table, Item: listed } },
    ],
  })
}

class Contention extends Error {
  override readonly name = 'TransactionConflictException'
}

function reasonsOf(error: unknown): string[] {
  if (!isNamed(error, 'TransactionCanceledException')) return []
  return ((error as TransactionCanceledException).CancellationReasons ?? []).map(({ Code }) => Code ?? 'None')
}

function lostCondition(error: unknown): boolean {
  return reasonsOf(error).includes('ConditionalCheckFailed')
}

/** The SDK repeats throttled requests, but not transactions that were cancelled for it, or for another transaction. */
function isContention(error: unknown): boolean {
  const passing = ['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded', 'RequestLimitExceeded']
  if (reasonsOf(error).some((code) => passing.includes(code))) return true
  return isNamed(error, 'TransactionConflictException', 'TransactionInProgressException') || isPassing(error)
}
