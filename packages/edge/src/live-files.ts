import { type ArtifactManifest, type ManifestFile, manifestFile, parseManifest } from '@mfe-gitops/artifact/manifest'
import { type ArtifactStore, type LiveRow, MANIFEST_NAME, objectKey } from '@mfe-gitops/targets'
import type { LiveRows } from './live-rows.ts'
import type { Wanted } from './request-path.ts'

/** One file of one version, ready to be read. */
export interface LocatedFile {
  row: LiveRow
  file: ManifestFile
  path: string
  key: string
  isPinned: boolean
}

export interface LiveFiles {
  manifest(row: LiveRow): Promise<ArtifactManifest | null>
  locate(wanted: Extract<Wanted, { kind: 'file' }>): Promise<LocatedFile | null>
}

const MANIFESTS_KEPT = 200

/** Finds files through the live rows and the manifests of the versions. `window` is how many past activations still answer. */
export function createLiveFiles(ports: { store: ArtifactStore; rows: LiveRows; window: number }): LiveFiles {
  const manifests = new Map<string, Promise<ArtifactManifest | null>>()

  async function readManifest(row: LiveRow): Promise<ArtifactManifest | null> {
    const object = await ports.store.read(objectKey(row.prefix, MANIFEST_NAME))
    return object === null ? null : parseManifest(object.body)
  }

  /** A manifest never changes once it is there, so it is read once; requests that come meanwhile wait for the same read. */
  function manifest(row: LiveRow): Promise<ArtifactManifest | null> {
    const known = manifests.get(row.prefix)
    if (known !== undefined) return known
    const reading = readManifest(row)
    const forget = () => manifests.get(row.prefix) === reading && manifests.delete(row.prefix)
    manifests.set(row.prefix, reading)
    if (manifests.size > MANIFESTS_KEPT) manifests.delete(manifests.keys().next().value!)
    reading.then((found) => found === null && forget(), forget)
    return reading
  }

  async function inVersion(row: LiveRow, path: string, isPinned: boolean): Promise<LocatedFile | null> {
    const found = await manifest(row)
    const file = found === null ? null : manifestFile(found, path)
    return file === null ? null : { row, file, path, key: objectKey(row.prefix, path), isPinned }
  }

  async function earlier(live: LiveRow): Promise<LiveRow[]> {
    const rows = await ports.rows.history(live.mfe, ports.window)
    return rows.filter((row, at) => row.prefix !== live.prefix && rows.findIndex(({ prefix }) => prefix === row.prefix) === at)
  }

  return {
    manifest,
    locate: async (wanted) => {
      const live = await ports.rows.read(wanted.mfe)
      if (live === null) return null
      if (wanted.pin === live.version) return inVersion(live, wanted.path, true)
      const current = await inVersion(live, wanted.unpinned, false)
      if (current !== null) return current
      const past = await earlier(live)
      const pinned = past.find((row) => row.version === wanted.pin)
      if (pinned !== undefined) return inVersion(pinned, wanted.path, true)
      return firstOf(past, async (row) => (mayOutlive(row, wanted.unpinned) ? inVersion(row, wanted.unpinned, false) : null))
    },
  }
}

/** True for a file whose name holds its content. */
export function isImmutable(file: ManifestFile): boolean {
  return /(?:^|[\s,])immutable(?:$|[\s,])/.test(file.cacheControl)
}

/** An open tab may ask for chunks of the version it started with; an old entry, page or data file would start an old version anew. */
function mayOutlive(row: LiveRow, path: string): boolean {
  return path !== row.entry && !/\.(?:html?|json)$/i.test(path)
}

async function firstOf<T, R>(items: T[], find: (item: T) => Promise<R | null>): Promise<R | null> {
  for (const item of items) {
    const found = await find(item)
    if (found !== null) return found
  }
  return null
}
