import type { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'

const BUSY_TIMEOUT = 20_000
const OPEN_ATTEMPTS = 60

const TABLES = `
create table if not exists live (
  pk text primary key, environment text not null, mfe text not null, generation integer not null, row text not null
) strict;
create table if not exists history (
  pk text not null, generation integer not null, row text not null, primary key (pk, generation)
) strict;
create table if not exists purges (
  seq integer primary key autoincrement, reference text not null unique, paths text not null, tags text not null, at text not null
) strict;
create index if not exists live_environment on live (environment, mfe);`

/** Opens the database for use by many processes at once. */
export async function openDatabase(file: string): Promise<DatabaseSync> {
  const { DatabaseSync } = await loadSqlite()
  for (let attempt = 1; ; attempt++) {
    const database = new DatabaseSync(file, { timeout: BUSY_TIMEOUT })
    try {
      prepare(database)
      return database
    } catch (error) {
      database.close()
      if (attempt === OPEN_ATTEMPTS || !isBusy(error)) throw error
      // The switch to WAL needs the file alone and does not wait for the busy timeout.
      await sleep(5 + Math.random() * 5 * attempt)
    }
  }
}

/** Runs work in a transaction that holds the write lock from its start, so that what it read is still true when it writes. */
export function writeTransaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('begin immediate')
  try {
    const result = work()
    database.exec('commit')
    return result
  } catch (error) {
    if (database.isTransaction) database.exec('rollback')
    throw error
  }
}

function prepare(database: DatabaseSync): void {
  const mode = database.prepare('pragma journal_mode').get()
  if (mode?.journal_mode !== 'wal') database.exec('pragma journal_mode = wal')
  const known = database
    .prepare("select count(*) as tables from sqlite_schema where type = 'table' and name in ('live', 'history', 'purges')")
    .get()
  if (known?.tables !== 3) writeTransaction(database, () => database.exec(TABLES))
}

function isBusy(error: unknown): boolean {
  const code = (error as { errcode?: unknown }).errcode
  return typeof code === 'number' && [5, 6].includes(code & 0xff)
}

/** Some releases of Node 24 print an ExperimentalWarning when SQLite is loaded; a deployment log is no place for it. */
async function loadSqlite(): Promise<typeof import('node:sqlite')> {
  const emitWarning = process.emitWarning
  process.emitWarning = (warning: string | Error, ...rest: unknown[]) => {
    if (String(warning).includes('SQLite')) return
    Reflect.apply(emitWarning, process, [warning, ...rest])
  }
  try {
    return await import('node:sqlite')
  } finally {
    process.emitWarning = emitWarning
  }
}
