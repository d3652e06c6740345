import { type ArtifactStore, MANIFEST_NAME, objectKey, PRUNE_MARKS, type Pruner, versionPrefix } from '@mfe-gitops/targets'
import pMap from 'p-map'
import { type KeepReason, reasonsToKeep } from './keep-reason.ts'
import { createMarks, type Marks, removeDeadMarks } from './marks.ts'
import { readReferences, type WantedState } from './references.ts'
import type { VersionName } from './stored-files.ts'

export interface PrunePorts {
  readonly store: ArtifactStore
  readonly pruner: Pruner
  /** Reads the config repository anew, at its tip. */
  readWanted(): Promise<WantedState>
  /** Milliseconds since 1970. */
  now(): number
  say(line: string): void
}

export interface ApplyOptions {
  /** Names this prune among all others. */
  readonly run: string
  readonly window: number
  readonly unregistered: boolean
}

export interface PrunedVersion extends VersionName {
  readonly files: number
  readonly bytes: number
}

/** A version that was to go, and that somebody needs after all. */
export interface SparedVersion extends VersionName {
  readonly reasons: readonly KeepReason[]
}

export interface PruneResult {
  readonly removed: readonly PrunedVersion[]
  readonly spared: readonly SparedVersion[]
}

// One read of the config repository serves so many versions; so many are refused to a release while they are judged.
const BATCH = 20
// S3 takes 3,500 deletions a second from one prefix; this is far below, and enough for thousands of files a minute.
const CONCURRENCY = 16

/**
 * Removes versions that nobody needs. Each is marked first and judged afterwards, by a config repository and live tables that are read after the
 * mark: a release that was merged before that is seen, and one that is merged later sees the mark.
 */
export async function applyPrune(ports: PrunePorts, candidates: readonly VersionName[], options: ApplyOptions): Promise<PruneResult> {
  const result = { removed: [] as PrunedVersion[], spared: [] as SparedVersion[] }
  for (let from = 0; from < candidates.length; from += BATCH) {
    const batch = candidates.slice(from, from + BATCH)
    const { removed, spared } = await pruneBatch(ports, batch, options)
    result.removed.push(...removed)
    result.spared.push(...spared)
  }
  return result
}

async function pruneBatch(ports: PrunePorts, batch: readonly VersionName[], options: ApplyOptions): Promise<PruneResult> {
  const marks = createMarks(ports, options.run)
  const untouched = new Set(batch.map(prefixOf))
  try {
    await setAll(marks, untouched)
    const judged = await judge(ports, batch, options)
    const spared = judged.filter(({ reasons }) => reasons.length > 0)
    await pMap(spared, (version) => marks.clear(prefixOf(version)), { concurrency: CONCURRENCY })
    return { removed: await removeUnwanted(ports, judged, { marks, untouched }), spared }
  } catch (error) {
    // What has lost no file needs no prune to finish it. A mark that cannot be taken away now goes with a later prune, as that of one that died.
    await pMap(untouched, (prefix) => marks.remove(prefix).catch(() => {}), { concurrency: CONCURRENCY })
    throw error
  }
}

/** Waits for every mark, also when one fails: none may appear after the others were taken away. */
async function setAll(marks: Marks, prefixes: Iterable<string>): Promise<void> {
  const failed: unknown[] = []
  await pMap(prefixes, (prefix) => marks.set(prefix).catch((error: unknown) => failed.push(error)), { concurrency: CONCURRENCY })
  if (failed.length > 0) throw failed[0]
}

async function removeUnwanted(
  ports: PrunePorts,
  judged: readonly SparedVersion[],
  { marks, untouched }: { readonly marks: Marks; readonly untouched: Set<string> },
): Promise<PrunedVersion[]> {
  const removed: PrunedVersion[] = []
  for (const { mfe, version, reasons } of judged) {
    if (reasons.length > 0) {
      ports.say(`kept ${mfe} ${version}: ${reasons.map(({ text }) => text).join('; ')}`)
      continue
    }
    const gone = await removeVersion(ports, { mfe, version }, { marks, begin: (prefix) => untouched.delete(prefix) })
    removed.push(gone)
    ports.say(`removed ${mfe} ${version}: ${gone.files} ${gone.files === 1 ? 'object' : 'objects'}`)
  }
  return removed
}

/**
 * Takes away what prunes left that died, from versions that stay: somebody wants them again, and no release of them can pass a mark. Nobody is at
 * work with a mark of that age any more.
 */
export async function clearDeadMarks(ports: Omit<PrunePorts, 'readWanted'>, versions: readonly VersionName[]): Promise<void> {
  for (const version of versions) {
    const gone = await removeDeadMarks(ports, prefixOf(version))
    if (gone > 0) ports.say(`kept ${version.mfe} ${version.version}: took away the mark of a prune that died`)
  }
}

async function judge(ports: PrunePorts, batch: readonly VersionName[], { window, unregistered }: ApplyOptions): Promise<SparedVersion[]> {
  const mfes = [...new Set(batch.map(({ mfe }) => mfe))]
  const references = await readReferences(await ports.readWanted(), { mfes, window })
  return batch.map(({ mfe, version }) => ({ mfe, version, reasons: reasonsToKeep({ mfe, version }, references, { unregistered }) }))
}

/** The manifest goes first: a version without it is none. The mark goes last: whoever died in between left it, and the next prune goes on. */
async function removeVersion(
  { store, pruner }: PrunePorts,
  version: VersionName,
  { marks, begin }: { readonly marks: Marks; begin(prefix: string): void },
): Promise<PrunedVersion> {
  const prefix = prefixOf(version)
  const manifest = objectKey(prefix, MANIFEST_NAME)
  const files = (await store.list(`${prefix}/`)).filter(({ key }) => !key.startsWith(`${prefix}/${PRUNE_MARKS}/`))
  const remove = async (key: string) => {
    marks.assertFresh(prefix)
    begin(prefix)
    await pruner.remove(key)
  }
  if (files.some(({ key }) => key === manifest)) await remove(manifest)
  const rest = files.filter(({ key }) => key !== manifest)
  await pMap(rest, ({ key }) => remove(key), { concurrency: CONCURRENCY })
  await marks.clear(prefix)
  return { ...version, files: files.length, bytes: files.reduce((sum, { size }) => sum + size, 0) }
}

function prefixOf({ mfe, version }: VersionName): string {
  return versionPrefix(mfe, version)
}
