import type { DesiredState } from '@mfe-gitops/contract'
import { type LiveRow, type LiveTable, liveKey } from '@mfe-gitops/targets'
import pMap from 'p-map'

/** One environment that serves from the store, with its desired states by MFE. */
export interface WantedEnvironment {
  readonly environment: string
  readonly desired: ReadonlyMap<string, DesiredState>
  readonly table: LiveTable
}

/** What the config repository wants at one commit. */
export interface WantedState {
  /** The MFEs that have a registration. */
  readonly registered: ReadonlySet<string>
  /** All environments that share the store. */
  readonly environments: readonly WantedEnvironment[]
}

/** Everything of one environment that may name a version. */
export interface EnvironmentReferences extends Omit<WantedEnvironment, 'table'> {
  readonly live: ReadonlyMap<string, LiveRow>
  /** By MFE, the past activations whose versions must stay. */
  readonly history: ReadonlyMap<string, readonly LiveRow[]>
}

export interface References {
  readonly registered: ReadonlySet<string>
  readonly environments: readonly EnvironmentReferences[]
}

// The reads of some tables at once; DynamoDB and SQLite take many more.
const CONCURRENCY = 8

/** What some MFEs need of the store. The config repository was read before: the tables come after it, see `isPending`. */
export async function readReferences(
  { registered, environments }: WantedState,
  { mfes, window }: { readonly mfes: readonly string[]; readonly window: number },
): Promise<References> {
  const read = async ({ environment, desired, table }: WantedEnvironment): Promise<EnvironmentReferences> => {
    const live = new Map((await table.list(environment)).map((row) => [row.mfe, row]))
    const histories = await pMap(mfes, async (mfe) => [mfe, await readHistory(table, liveKey(environment, mfe), window)] as const, {
      concurrency: CONCURRENCY,
    })
    return { environment, desired, live, history: new Map(histories) }
  }
  return { registered, environments: await Promise.all(environments.map(read)) }
}

/**
 * The window; what a withdrawal would go back to when all of the window but the newest was withdrawn itself; and what the live row names, should
 * somebody have written it by hand: the edge serves that, whatever the history and the environment's list say.
 */
async function readHistory(table: LiveTable, key: string, window: number): Promise<LiveRow[]> {
  const rows = await table.history(key, window)
  const [newest] = rows
  const isEnough = newest === undefined || rows.some((row) => row !== newest && row.withdrawn === undefined)
  const others = [isEnough ? null : await table.previous(key, newest.generation), await table.read(key)]
  return [...rows, ...others.filter((row) => row !== null)]
}
