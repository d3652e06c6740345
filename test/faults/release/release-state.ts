import { type ManifestFile, parseManifest } from '../../../packages/artifact/src/index.ts'
import { type ArtifactStore, type LiveRow, liveKey, MANIFEST_NAME, objectKey } from '../../../packages/targets/src/index.ts'
import type { EndState } from '../end-state.ts'
import type { AwsRelease } from './aws-release.ts'

/** Everything that releases leave in store, table and cache, by name, without what differs between two clean runs. */
export async function readReleaseState({ target, environment, cloudFront, plain }: AwsRelease): Promise<EndState> {
  const { store, table } = target
  const state: Record<string, string> = {}
  for (const { key } of await store.list('')) state[`object ${key}`] = JSON.stringify((await store.read(key))?.object)
  const show = (row: LiveRow | null) =>
    plain(JSON.stringify(Object.entries({ ...row, activatedAt: '' }).sort()).replace(/"at":"[^"]*"/, '"at":""'))
  const pk = liveKey(environment, 'cart')
  state['live row'] = show(await table.read(pk))
  for (const row of await table.history(pk)) state[`history ${row.generation}`] = show(row)
  for (const row of await table.list(environment)) state[`listed ${row.mfe}`] = show(row)
  for (const { id, callerReference, items } of cloudFront.invalidations.views)
    state[`invalidation ${id}`] = JSON.stringify({ callerReference, items })
  return state
}

/** What a reader of this row would not find: each file of the manifest, in every coding, with the bytes that it names. */
export async function findIncomplete(store: ArtifactStore, { prefix, entry }: LiveRow): Promise<string[]> {
  const found = await store.read(objectKey(prefix, MANIFEST_NAME))
  const manifest = found === null ? null : parseManifest(found.body)
  if (manifest === null) return [`${prefix} has no manifest`]
  const wanted = Object.entries(manifest.files).flatMap(objectsOf)
  const missing = await Promise.all(
    wanted.map(async ({ path, sha256 }) => ({ path, ok: (await readDigest(store, objectKey(prefix, path))) === sha256 })),
  )
  const named = missing.filter(({ ok }) => !ok).map(({ path }) => `${prefix}/${path} is missing, or is another file`)
  return Object.hasOwn(manifest.files, entry) ? named : [...named, `${prefix} has no entry ${entry}`]
}

/** The digest of the bytes as they are read, which the store checks against what it noted. */
async function readDigest(store: ArtifactStore, key: string): Promise<string | undefined> {
  return (await store.read(key))?.object.sha256
}

function objectsOf([path, { sha256, encodings = {} }]: [string, ManifestFile]): { path: string; sha256: string }[] {
  return [{ path, sha256 }, ...Object.values(encodings)]
}
