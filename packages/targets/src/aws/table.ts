import { type DynamoDBClient, GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb'
import { checkRow } from '../live-row.ts'
import { type Activation, type ActivationName, type LiveRow, type LiveTable, liveKey, type Withdrawal } from '../live-table.ts'
import { answerRepeat, checkPrevious, discreditedRow, settledWithdrawal, withdrawnRows } from '../withdrawal.ts'
import { type Clock, patiently } from './clock.ts'
import { historyKey, type Item, LISTED, LIVE, rowOf } from './live-item.ts'
import { Contention, isContention, newToken, olderThan, stillStanding, writeMark, writeRows } from './live-transaction.ts'
import { asServiceError } from './sdk-error.ts'

export interface DynamoPlace {
  readonly client: DynamoDBClient
  readonly table: string
  readonly clock: Clock
}

// Conflicts are between activations of one micro-frontend in one environment; each takes some milliseconds.
const CONTENTION = { attempts: 12, firstMs: 50, ceilingMs: 5_000 }

/** The live table in DynamoDB. Every read is consistent: what was just made live is what a reader finds. */
export function dynamoTable({ client, table, clock }: DynamoPlace): LiveTable {
  async function read(pk: string, sk: string = LIVE): Promise<LiveRow | null> {
    const Key = { pk: { S: pk }, sk: { S: sk } }
    const { Item } = await client.send(new GetItemCommand({ TableName: table, Key, ConsistentRead: true }))
    return Item === undefined ? null : rowOf(Item)
  }

  /** Rows of one partition whose sort keys are between two, both included. */
  async function query(pk: string, range: Range): Promise<LiveRow[]> {
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

  /** The fence lets generations only grow, so the newest history row below a generation is what was activated before it. */
  async function previousOf(pk: string, generation: number): Promise<LiveRow | null> {
    const range = { from: historyKey(0), to: historyKey(generation - 1), newestFirst: true, limit: 1, isWanted: isStanding }
    return (await query(pk, range))[0] ?? null
  }

  async function activate(row: LiveRow, token: string): Promise<Activation> {
    const pk = liveKey(row.environment, row.mfe)
    const rows = { live: row, history: row }
    if (await writeRows(client, table, { rows, condition: olderThan(row.generation), token }))
      return { result: 'activated', previous: await previousOf(pk, row.generation) }
    const live = await read(pk)
    // Nobody removes live rows in the course of a deployment; somebody did, so the question is asked again.
    if (live === null) throw new Contention()
    return answerRepeat(live, row)
  }

  async function withdraw(own: ActivationName, to: { previous: LiveRow; at: string }): Promise<Withdrawal> {
    const live = await read(liveKey(own.environment, own.mfe))
    const settled = settledWithdrawal(live, own)
    if (live === null || settled !== null) return settled ?? { result: 'not-live', live }
    const rows = withdrawnRows(live, to)
    if (await writeRows(client, table, { rows, condition: stillStanding(own.generation), token: newToken() }))
      return { result: 'withdrawn', live: rows.live }
    // Between the look and the write somebody else did something: what it was, the next look tells.
    throw new Contention()
  }

  async function discredit(own: ActivationName, { at, token }: { at: string; token: string }): Promise<void> {
    const row = discreditedRow(await read(liveKey(own.environment, own.mfe), historyKey(own.generation)), own, at)
    // Another run may mark it between the look and the write: that is as good.
    if (row !== null) await writeMark(client, table, { row, token })
  }

  const effect = <T>(what: string, work: () => Promise<T>): Promise<T> => asServiceError('table-failed', `${what} in table ${table}`, work)
  return {
    read: (pk) => effect('Reading the live row', () => read(pk)),
    activate: (row) =>
      effect('Activating a version', async () => {
        checkRow(row)
        const token = newToken()
        return patiently(() => activate(row, token), { isPassing: isContention, patience: CONTENTION, clock })
      }),
    previous: (pk, generation) => effect('Reading the history', () => previousOf(pk, generation)),
    withdraw: (own, previous, at) =>
      effect('Taking a version back', async () => {
        checkPrevious(own, previous)
        return patiently(() => withdraw(own, { previous, at }), { isPassing: isContention, patience: CONTENTION, clock })
      }),
    discredit: (own, at) =>
      effect('Marking the history', async () => {
        const token = newToken()
        return patiently(() => discredit(own, { at, token }), { isPassing: isContention, patience: CONTENTION, clock })
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
  readonly isWanted?: (row: LiveRow) => boolean
}

function isStanding({ withdrawn }: LiveRow): boolean {
  return withdrawn === undefined
}
