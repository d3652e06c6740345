import { type ArtifactManifest, type ManifestFile, manifestFile } from '@mfe-gitops/artifact/manifest'
import type { ArtifactStore, LiveRow, ServedVersion } from '@mfe-gitops/targets'
import type { Bucket } from './bucket.ts'
import { type Split, servedBy, splitsOf } from './canary.ts'
import type { LiveRows } from './live-rows.ts'
import { createManifests } from './manifests.ts'
import type { Wanted } from './request-path.ts'

/** One file of one version, ready to be read. */
export interface LocatedFile {
  mfe: string
  version: ServedVersion
  file: ManifestFile
  path: string
  isPinned: boolean
  /** The canary that chose between versions, if one did. */
  splits: readonly Split[]
}

/** The version of an MFE that a visitor gets, complete. */
export interface CompleteVersion {
  mfe: string
  version: string
  entry: string
  manifest: ArtifactManifest
}

export interface LiveFiles {
  /** Null when nothing complete is served. */
  versionFor(row: LiveRow, bucket: Bucket): Promise<CompleteVersion | null>
  locate(wanted: Extract<Wanted, { kind: 'file' }>, bucket: Bucket): Promise<LocatedFile | null>
}

type Found = Omit<LocatedFile, 'mfe' | 'splits'>

/** Finds files through the live rows and the manifests of the versions. `window` is how many past activations still answer. */
export function createLiveFiles(ports: { store: Pick<ArtifactStore, 'read'>; rows: LiveRows; window: number }): LiveFiles {
  const manifest = createManifests(ports.store)

  async function inVersion(version: ServedVersion, path: string, isPinned: boolean): Promise<Found | null> {
    const found = await manifest(version)
    const file = found === null ? null : manifestFile(found, path)
    return file === null ? null : { version, file, path, isPinned }
  }

  async function find(wanted: Extract<Wanted, { kind: 'file' }>, row: LiveRow, bucket: Bucket): Promise<Found | null> {
    const current = servedBy(row, bucket)
    const live = current.find(({ version }) => version === wanted.pin)
    if (live !== undefined) return inVersion(live, wanted.path, true)
    const own = await firstOf(current, async (version) => ((await manifest(version)) === null ? null : version))
    const found = own === null ? null : await inVersion(own, wanted.unpinned, false)
    if (found !== null) return found
    const others = unlike(own, [...current, ...versionsIn(await ports.rows.history(row.mfe, ports.window))])
    const pinned = others.find(({ version }) => version === wanted.pin)
    if (pinned !== undefined) return inVersion(pinned, wanted.path, true)
    return firstOf(others, async (version) => (mayOutlive(version, wanted.unpinned) ? inVersion(version, wanted.unpinned, false) : null))
  }

  return {
    versionFor: (row, bucket) =>
      firstOf(servedBy(row, bucket), async (served) => {
        const found = await manifest(served)
        return found === null ? null : { mfe: row.mfe, version: served.version, entry: served.entry, manifest: found }
      }),
    locate: async (wanted, bucket) => {
      const row = await ports.rows.read(wanted.mfe)
      const found = row === null ? null : await find(wanted, row, bucket)
      if (row === null || found === null) return null
      // A name that holds its content has the same bytes for everybody, whichever version they are read from.
      const splits = found.isPinned || isImmutable(found.file) ? [] : splitsOf([row])
      return { ...found, mfe: row.mfe, splits }
    },
  }
}

/** True for a file whose name holds its content. */
export function isImmutable(file: ManifestFile): boolean {
  return /(?:^|[\s,])immutable(?:$|[\s,])/.test(file.cacheControl)
}

/** An open tab may ask for chunks of the version it started with; an old entry, page or data file would start an old version anew. */
function mayOutlive(version: ServedVersion, path: string): boolean {
  return path !== version.entry && !/\.(?:html?|json)$/i.test(path)
}

/** The versions of past activations, their canaries among them. */
function versionsIn(history: LiveRow[]): ServedVersion[] {
  return history.flatMap((row) => (row.canary === undefined ? [row] : [row, row.canary]))
}

/** Each version once, and not the one that was looked at already. */
function unlike(own: ServedVersion | null, versions: ServedVersion[]): ServedVersion[] {
  return versions.filter(({ prefix }, at) => prefix !== own?.prefix && versions.findIndex((other) => other.prefix === prefix) === at)
}

async function firstOf<T, R>(items: T[], find: (item: T) => Promise<R | null>): Promise<R | null> {
  for (const item of items) {
    const found = await find(item)
    if (found !== null) return found
  }
  return null
}
