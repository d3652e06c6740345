import { type DynamoDBClient, GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb'
import type { LiveRow, LiveTable } from '../live-table.ts'
import { historyKey, type Item, LISTED, LIVE, rowOf } from './live-item.ts'
import { asServiceError } from './sdk-error.ts'

/** One table, and who asks it. */
export interface TablePlace {
  readonly client: DynamoDBClient
  readonly table: string
}

/** What reads the live table in DynamoDB. Every read is consistent: what was just made live is what a reader finds. */
export function dynamoReader(place: TablePlace): Pick<LiveTable, 'read' | 'previous' | 'history' | 'list'> {
  return {
    read: (pk) => inTable(place, 'Reading the live row', () => readRow(place, pk)),
    previous: (pk, generation) => inTable(place, 'Reading the history', () => previousRow(place, pk, generation)),
    history: (pk, limit = 50) =>
      inTable(place, 'Reading the history', () =>
        queryRows(place, pk, { from: historyKey(0), to: historyKey(Number.MAX_SAFE_INTEGER), newestFirst: true, limit }),
      ),
    list: (environment) =>
      inTable(place, 'Listing the live rows', () => queryRows(place, environment, { from: LISTED, to: `${LISTED}\u{10ffff}` })),
  }
}

/** Work on the table, whose failures say what it was and where. */
export function inTable<T>({ table }: TablePlace, what: string, work: () => Promise<T>): Promise<T> {
  return asServiceError('table-failed', `${what} in table ${table}`, work)
}

/** A row by its keys: the live one, or that of an activation. */
export async function readRow({ client, table }: TablePlace, pk: string, sk: string = LIVE): Promise<LiveRow | null> {
  const Key = { pk: { S: pk }, sk: { S: sk } }
  const { Item } = await client.send(new GetItemCommand({ TableName: table, Key, ConsistentRead: true }))
  return Item === undefined ? null : rowOf(Item)
}

/** The fence lets generations only grow, so the newest history row below a generation is what was activated before it. */
export async function previousRow(place: TablePlace, pk: string, generation: number): Promise<LiveRow | null> {
  const range = { from: historyKey(0), to: historyKey(generation - 1), newestFirst: true, limit: 1, isWanted: isStanding }
  return (await queryRows(place, pk, range))[0] ?? null
}

interface Range {
  readonly from: string
  readonly to: string
  readonly newestFirst?: boolean
  readonly limit?: number
  readonly isWanted?: (row: LiveRow) => boolean
}

/** Rows of one partition whose sort keys are between two, both included. */
async function queryRows({ client, table }: TablePlace, pk: string, range: Range): Promise<LiveRow[]> {
  const { from, to, newestFirst = false, limit = Number.POSITIVE_INFINITY, isWanted = () => true } = range
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
    rows.push(...(page.Items ?? []).map(rowOf).filter(isWanted))
    next = page.LastEvaluatedKey
  } while (next !== undefined && rows.length < limit)
  return rows
}

function isStanding({ withdrawn }: LiveRow): boolean {
  return withdrawn === undefined
}
