import type { DatabaseSync } from 'node:sqlite'
import { checkRow } from '../live-row.ts'
import type { Activation, ActivationName, LiveRow, LiveTable, Withdrawal } from '../live-table.ts'
import { liveKey } from '../live-table.ts'
import { asTargetError } from '../target-error.ts'
import { answerRepeat, checkPrevious, discreditedRow, settledWithdrawal, withdrawnRows } from '../withdrawal.ts'
import { writeTransaction } from './database.ts'

/** The live table in SQLite. */
export function localTable(database: DatabaseSync): LiveTable {
  const selectLive = database.prepare('select row from live where pk = ?')
  const selectHistory = database.prepare('select row from history where pk = ? order by generation desc limit ?')
  const selectEnvironment = database.prepare('select row from live where environment = ? order by mfe')
  const selectPrevious = database.prepare(
    `select row from history where pk = ? and generation < ? and json_extract(row, '$.withdrawn') is null order by generation desc limit 1`,
  )
  const selectActivation = database.prepare('select row from history where pk = ? and generation = ?')
  // Once somebody has removed the live row, as a report of drift may advise, its generations begin anew and their history is written over.
  const insertHistory = database.prepare('insert or replace into history (pk, generation, row) values (?, ?, ?)')
  const upsertLive = database.prepare(
    `insert into live (pk, environment, mfe, generation, row) values (?, ?, ?, ?, ?)
     on conflict (pk) do update set generation = excluded.generation, row = excluded.row where live.generation < excluded.generation`,
  )
  const updateHistory = database.prepare('update history set row = ? where pk = ? and generation = ?')
  const updateLive = database.prepare('update live set row = ? where pk = ? and generation = ?')
  const read = (pk: string): LiveRow | null => rowOf(selectLive.get(pk))
  const previousOf = (pk: string, generation: number): LiveRow | null => rowOf(selectPrevious.get(pk, generation))

  function activate(row: LiveRow): Activation {
    const pk = liveKey(row.environment, row.mfe)
    const live = read(pk)
    if (live !== null && live.generation >= row.generation) return answerRepeat(live, row)
    const text = JSON.stringify(row)
    insertHistory.run(pk, row.generation, text)
    upsertLive.run(pk, row.environment, row.mfe, row.generation, text)
    return { result: 'activated', previous: previousOf(pk, row.generation) }
  }

  function withdraw(own: ActivationName, previous: LiveRow, at: string): Withdrawal {
    const pk = liveKey(own.environment, own.mfe)
    const live = read(pk)
    const settled = settledWithdrawal(live, own)
    if (live === null || settled !== null) return settled ?? { result: 'not-live', live }
    const rows = withdrawnRows(live, { previous, at })
    updateHistory.run(JSON.stringify(rows.history), pk, own.generation)
    updateLive.run(JSON.stringify(rows.live), pk, own.generation)
    return { result: 'withdrawn', live: rows.live }
  }

  function discredit(own: ActivationName, at: string): void {
    const pk = liveKey(own.environment, own.mfe)
    const row = discreditedRow(rowOf(selectActivation.get(pk, own.generation)), own, at)
    if (row !== null) updateHistory.run(JSON.stringify(row), pk, own.generation)
  }

  const effect = <T>(what: string, work: () => T): Promise<T> => asTargetError('table-failed', what, work)
  return {
    read: (pk) => effect('Reading the live row', () => read(pk)),
    activate: (row) => effect('Activating a version', () => writeTransaction(database, () => activate(checkRow(row)))),
    previous: (pk, generation) => effect('Reading the history', () => previousOf(pk, generation)),
    withdraw: (own, previous, at) =>
      effect('Taking a version back', () => writeTransaction(database, () => withdraw(own, checkPrevious(own, previous), at))),
    discredit: (own, at) => effect('Marking the history', () => writeTransaction(database, () => discredit(own, at))),
    history: (pk, limit = 50) => effect('Reading the history', () => rowsOf(selectHistory.all(pk, limit))),
    list: (environment) => effect('Listing the live rows', () => rowsOf(selectEnvironment.all(environment))),
  }
}

function rowsOf(records: Record<string, unknown>[]): LiveRow[] {
  return records.map((record) => rowOf(record)).filter((row) => row !== null)
}

function rowOf(record: Record<string, unknown> | undefined): LiveRow | null {
  return typeof record?.row === 'string' ? (JSON.parse(record.row) as LiveRow) : null
}
