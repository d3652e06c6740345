import { createHash } from 'node:crypto'
import { parseManifest } from '@mfe-gitops/artifact/manifest'
import type { DesiredState } from '@mfe-gitops/contract'
import { BUCKET_COOKIE } from '@mfe-gitops/edge/bucket'
import { type LiveRow, liveKey, MANIFEST_NAME, objectKey, type ServedVersion, type Target } from '@mfe-gitops/targets'
import pMap from 'p-map'
import { type Drift, type HeldVersion, judgeFiles, judgeRow } from './judge-drift.ts'

/** How closely to look. */
export interface Depth {
  /** Also at the digest of every file, not only at its size. */
  readonly bytes: boolean
  /** Address of the edge, to fetch the entries there as well; null: not at all. */
  readonly edge: { readonly entryUrl: (mfe: string, entry: string) => string; readonly fetch: typeof fetch } | null
}

type Places = Pick<Target, 'store' | 'table'>

/** Who gets the version, and who the canary: values of the cookie by which the edge tells them apart. */
const visitors = ['stable', 'canary'] as const
const HEADS_AT_ONCE = 16
const TIMEOUT = 10_000

/** Compares what an environment is to serve with its live rows, the files in its store and what its edge answers. Reads only. */
export async function lookForDrift(
  { store, table }: Places,
  { environment, desired }: { readonly environment: string; readonly desired: ReadonlyMap<string, DesiredState> },
  depth: Depth,
): Promise<Drift[]> {
  const listed = new Map((await table.list(environment)).map((row) => [row.mfe, row]))
  const mfes = [...new Set([...desired.keys(), ...listed.keys()])].sort()
  const found = await pMap(
    mfes,
    async (mfe) => {
      const place = { environment, mfe }
      const row = await table.read(liveKey(environment, mfe))
      // The edge serves files by the live row and import maps by the list: whoever writes by hand may have written one of them.
      const rows = [row, listed.get(mfe) ?? null].flatMap((one) => judgeRow(place, desired.get(mfe) ?? null, one))
      return [...withoutRepeats(rows), ...(row === null ? [] : await lookAtVersions(store, place, row, depth))]
    },
    { concurrency: 4 },
  )
  return found.flat()
}

function withoutRepeats(found: readonly Drift[]): Drift[] {
  return [...new Map(found.map((one) => [JSON.stringify(one), one])).values()]
}

async function lookAtVersions(store: Target['store'], place: Parameters<typeof judgeRow>[0], row: LiveRow, depth: Depth): Promise<Drift[]> {
  const served: ServedVersion[] = row.canary === undefined ? [row] : [row, row.canary]
  const held = await Promise.all(served.map((version) => holdOf(store, version, depth.bytes)))
  const files = served.flatMap((version, at) => judgeFiles(place, version, held[at]!))
  const { edge } = depth
  if (edge === null) return files
  const entries = served.map(async (version, at) => {
    const wanted = held[at]!.manifest?.files[version.entry]?.sha256
    return wanted === undefined ? [] : lookAtEdge(place, { entry: version.entry, wanted, visitor: visitors[at]! }, edge)
  })
  return [...files, ...(await Promise.all(entries)).flat()]
}

async function holdOf(store: Target['store'], { prefix }: ServedVersion, bytes: boolean): Promise<HeldVersion> {
  const [manifest, objects] = await Promise.all([store.read(objectKey(prefix, MANIFEST_NAME)), store.list(`${prefix}/`)])
  const digest = async (key: string) => (bytes ? (await store.head(key))?.sha256 : undefined)
  const files = await pMap(objects, async ({ key, size }) => [key.slice(prefix.length + 1), { size, sha256: await digest(key) }] as const, {
    concurrency: HEADS_AT_ONCE,
  })
  return { manifest: manifest === null ? null : parseManifest(manifest.body), files: new Map(files) }
}

async function lookAtEdge(
  place: Parameters<typeof judgeRow>[0],
  { entry, wanted, visitor }: { readonly entry: string; readonly wanted: string; readonly visitor: (typeof visitors)[number] },
  edge: NonNullable<Depth['edge']>,
): Promise<Drift[]> {
  const url = edge.entryUrl(place.mfe, entry)
  const answer = await digestAt(url, visitor, edge.fetch)
  if (answer === wanted) return []
  const seen = `${url} as ${visitor}: ${answer.length === 64 ? `sha256 ${answer}` : answer}`
  return [{ ...place, code: 'other-entry-served', seen, wanted: `sha256 ${wanted}` }]
}

/** SHA-256 of what an address serves to a visitor, or in words why it serves nothing. */
async function digestAt(url: string, visitor: string, ask: typeof fetch): Promise<string> {
  try {
    const answer = await ask(url, { headers: { cookie: `${BUCKET_COOKIE}=${visitor}` }, signal: AbortSignal.timeout(TIMEOUT) })
    if (answer.status !== 200) return `HTTP ${answer.status}`
    return createHash('sha256')
      .update(new Uint8Array(await answer.arrayBuffer()))
      .digest('hex')
  } catch {
    return 'no answer'
  }
}
