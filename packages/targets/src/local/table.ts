import type { DatabaseSync } from 'node:sqlite'
import { checkRow, isSame } from '../live-row.ts'
import type { Activation, LiveRow, LiveTable } from '../live-table.ts'
import { liveKey } from '../live-table.ts'
import { asTargetError } from '../target-error.ts'
import { writeTransaction } from './database.ts'

/** The live table in SQLite. */
export function localTable(database: DatabaseSync): LiveTable {
  const selectLive = database.prepare('select row from live where pk = ?')
  const selectHistory = database.prepare('select row from history where pk = ? order by generation desc limit ?')
  const selectEnvironment = database.prepare('select row from live where environment = ? order by mfe')
  const insertHistory = database.prepare('insert into history (pk, generation, row) values (?, ?, ?)')
  const upsertLive = database.prepare(
    `insert into live (pk, environment, mfe, generation, row) values (?, ?, ?, ?, ?)
     on conflict (pk) do update set generation = excluded.generation, row = excluded.row where live.generation < excluded.generation`,
  )
  const read = (pk: string): LiveRow | null => rowOf(selectLive.get(pk))

  function activate(row: LiveRow): Activation {
    const pk = liveKey(row.environment, row.mfe)
    const live = read(pk)
    if (live !== null && live.generation >= row.generation) return isSame(live, row) ? { result: 'already' } : { result: 'older', live }
    const text = JSON.stringify(row)
    insertHistory.run(pk, row.generation, text)
    upsertLive.run(pk, row.environment, row.mfe, row.generation, text)
    return { result: 'activated', previous: live }
  }

  const effect = <T>(what: string, work: () => T): Promise<T> => asTargetError('table-failed', what, work)
  return {
    read: (pk) => effect('Reading the live row', () => read(pk)),
    activate: (row) => effect('Activating a version', () => writeTransaction(database, () => activate(checkRow(row)))),
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
