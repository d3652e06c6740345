import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Target } from '../target.ts'
import { asTargetError } from '../target-error.ts'
import { localCache } from './cache.ts'
import { openDatabase } from './database.ts'
import { localStore } from './store.ts'
import { localTable } from './table.ts'

/** Opens a directory as a target: objects as files, the live table and the purges in one SQLite database. */
export async function openLocalTarget(directory: string): Promise<Target> {
  const root = resolve(directory)
  await asTargetError('store-failed', `Creating the local target in ${root}`, () => mkdir(root, { recursive: true }))
  const database = await asTargetError('table-failed', `Opening the live table in ${root}`, () => openDatabase(join(root, 'live.sqlite')))
  return {
    ...(await localStore(root)),
    table: localTable(database),
    ...localCache(database),
    close: async () => database.close(),
  }
}
