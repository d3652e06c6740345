import { checkRow } from '../live-row.ts'
import { type Activation, type ActivationName, type LiveRow, type LiveTable, liveKey, type Withdrawal } from '../live-table.ts'
import { answerRepeat, checkPrevious, discreditedRow, settledWithdrawal, withdrawnRows } from '../withdrawal.ts'
import { type Clock, patiently } from './clock.ts'
import { historyKey } from './live-item.ts'
import { dynamoReader, inTable, previousRow, readRow, type TablePlace } from './live-rows.ts'
import { Contention, isContention, newToken, olderThan, stillStanding, writeMark, writeRows } from './live-transaction.ts'

export interface DynamoPlace extends TablePlace {
  readonly clock: Clock
}

// Conflicts are between activations of one micro-frontend in one environment; each takes some milliseconds.
const CONTENTION = { attempts: 12, firstMs: 50, ceilingMs: 5_000 }

/** The live table in DynamoDB. */
export function dynamoTable({ clock, ...place }: DynamoPlace): LiveTable {
  const untilSettled = <T>(work: () => Promise<T>): Promise<T> => patiently(work, { isPassing: isContention, patience: CONTENTION, clock })
  return {
    ...dynamoReader(place),
    activate: (row) =>
      inTable(place, 'Activating a version', async () => {
        checkRow(row)
        const token = newToken()
        return untilSettled(() => activate(place, row, token))
      }),
    withdraw: (own, previous, at) =>
      inTable(place, 'Taking a version back', async () => {
        checkPrevious(own, previous)
        return untilSettled(() => withdraw(place, own, { previous, at }))
      }),
    discredit: (own, at) =>
      inTable(place, 'Marking the history', async () => {
        const token = newToken()
        return untilSettled(() => discredit(place, own, { at, token }))
      }),
  }
}

async function activate(place: TablePlace, row: LiveRow, token: string): Promise<Activation> {
  const pk = liveKey(row.environment, row.mfe)
  const rows = { live: row, history: row }
  if (await writeRows(place, { rows, condition: olderThan(row.generation), token }))
    return { result: 'activated', previous: await previousRow(place, pk, row.generation) }
  const live = await readRow(place, pk)
  // Nobody removes live rows in the course of a deployment; somebody did, so the question is asked again.
  if (live === null) throw new Contention()
  return answerRepeat(live, row)
}

async function withdraw(place: TablePlace, own: ActivationName, to: { previous: LiveRow; at: string }): Promise<Withdrawal> {
  const live = await readRow(place, liveKey(own.environment, own.mfe))
  const settled = settledWithdrawal(live, own)
  if (live === null || settled !== null) return settled ?? { result: 'not-live', live }
  const rows = withdrawnRows(live, to)
  if (await writeRows(place, { rows, condition: stillStanding(own.generation), token: newToken() }))
    return { result: 'withdrawn', live: rows.live }
  // Between the look and the write somebody else did something: what it was, the next look tells.
  throw new Contention()
}

async function discredit(place: TablePlace, own: ActivationName, { at, token }: { at: string; token: string }): Promise<void> {
  const found = await readRow(place, liveKey(own.environment, own.mfe), historyKey(own.generation))
  const row = discreditedRow(found, own, at)
  // Another run may mark it between the look and the write: that is as good.
  if (row !== null) await writeMark(place, { row, token })
}
