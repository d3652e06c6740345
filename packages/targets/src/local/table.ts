import type { DatabaseSync } from 'node:sqlite'
import { checkRow } from '../live-row.ts'
import type { Activation, ActivationName, LiveRow, LiveTable, Withdrawal } from '../live-table.ts'
import { liveKey } from '../live-table.ts'
import { asTargetError } from '../target-error.ts'
import { answerRepeat, checkPrevious, discreditedRow, settledWithdrawal, withdrawnRows } from '../withdrawal.ts'
import { writeTransaction } from './database.ts'

/** The live table in SQLite. */
export function localTable(database: DatabaseSync): LiveTable {
  const sql = prepare(database)
  const effect = <T>(what: string, work: () => T): Promise<T> => asTargetError('table-failed', what, work)
  const change = <T>(what: string, work: () => T): Promise<T> => effect(what, () => writeTransaction(database, work))
  return {
    read: (pk) => effect('Reading the live row', () => rowOf(sql.live.get(pk))),
    activate: (row) => change('Activating a version', () => activate(sql, checkRow(row))),
    previous: (pk, generation) => effect('Reading the history', () => rowOf(sql.previous.get(pk, generation))),
    withdraw: (own, previous, at) =>
      change('Taking a version back', () => withdraw(sql, own, { previous: checkPrevious(own, previous), at })),
    discredit: (own, at) => change('Marking the history', () => discredit(sql, own, at)),
    history: (pk, limit = 50) => effect('Reading the history', () => rowsOf(sql.history.all(pk, limit))),
    list: (environment) => effect('Listing the live rows', () => rowsOf(sql.environment.all(environment))),
  }
}

type Statements = ReturnType<typeof prepare>

function prepare(database: DatabaseSync) {
  return {
    live: database.prepare('select row from live where pk = ?'),
    history: database.prepare('select row from history where pk = ? order by generation desc limit ?'),
    environment: database.prepare('select row from live where environment = ? order by mfe'),
    previous: database.prepare(
      `select row from history where pk = ? and generation < ? and json_extract(row, '$.withdrawn') is null order by generation desc limit 1`,
    ),
    activation: database.prepare('select row from history where pk = ? and generation = ?'),
    // Once somebody has removed the live row, as a report of drift may advise, its generations begin anew and their history is written over.
    insertHistory: database.prepare('insert or replace into history (pk, generation, row) values (?, ?, ?)'),
    upsertLive: database.prepare(
      `insert into live (pk, environment, mfe, generation, row) values (?, ?, ?, ?, ?)
     on conflict (pk) do update set generation = excluded.generation, row = excluded.row where live.generation < excluded.generation`,
    ),
    updateHistory: database.prepare('update history set row = ? where pk = ? and generation = ?'),
    updateLive: database.prepare('update live set row = ? where pk = ? and generation = ?'),
  }
}

function activate(sql: Statements, row: LiveRow): Activation {
  const pk = liveKey(row.environment, row.mfe)
  const live = rowOf(sql.live.get(pk))
  if (live !== null && live.generation >= row.generation) return answerRepeat(live, row)
  const text = JSON.stringify(row)
  sql.insertHistory.run(pk, row.generation, text)
  sql.upsertLive.run(pk, row.environment, row.mfe, row.generation, text)
  return { result: 'activated', previous: rowOf(sql.previous.get(pk, row.generation)) }
}

function withdraw(sql: Statements, own: ActivationName, to: { previous: LiveRow; at: string }): Withdrawal {
  const pk = liveKey(own.environment, own.mfe)
  const live = rowOf(sql.live.get(pk))
  const settled = settledWithdrawal(live, own)
  if (live === null || settled !== null) return settled ?? { result: 'not-live', live }
  const rows = withdrawnRows(live, to)
  sql.updateHistory.run(JSON.stringify(rows.history), pk, own.generation)
  sql.updateLive.run(JSON.stringify(rows.live), pk, own.generation)
  return { result: 'withdrawn', live: rows.live }
}

function discredit(sql: Statements, own: ActivationName, at: string): void {
  const pk = liveKey(own.environment, own.mfe)
  const row = discreditedRow(rowOf(sql.activation.get(pk, own.generation)), own, at)
  if (row !== null) sql.updateHistory.run(JSON.stringify(row), pk, own.generation)
}

function rowsOf(records: Record<string, unknown>[]): LiveRow[] {
  return records.map((record) => rowOf(record)).filter((row) => row !== null)
}

function rowOf(record: Record<string, unknown> | undefined): LiveRow | null {
  return typeof record?.row === 'string' ? (JSON.parse(record.row) as LiveRow) : null
}
