import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildManifest, codingSuffix, codings, encode, serializeManifest } from '@mfe-gitops/artifact'
import { type LiveRow, MANIFEST_NAME, type ObjectHeaders, openTarget, type Target, versionPrefix } from '@mfe-gitops/targets'
import { createEdge, type Edge, type EdgeOptions, type EdgePorts } from '../src/edge.ts'

/** A real local target with what a deployment does to it, and an edge in front of it. */
export interface LiveTarget {
  target: Target
  clock: { now: number }
  edge(options?: EdgeOptions, ports?: Partial<EdgePorts>): Edge
  upload(mfe: string, version: string, files: Record<string, string>): Promise<void>
  activate(mfe: string, version: string, entry?: string): Promise<LiveRow>
  purge(...keys: string[]): Promise<void>
  remove(): Promise<void>
}

export async function createLiveTarget(): Promise<LiveTarget> {
  const directory = await mkdtemp(join(tmpdir(), 'mfe-edge-'))
  const target = await openTarget({ provider: 'local', directory }, {})
  const clock = { now: 1_000_000 }
  let generation = 0
  let purges = 0
  return {
    target,
    clock,
    edge: (options, ports) =>
      createEdge(
        { environment: 'staging', store: target.store, table: target.table, cacheFeed: target.feed, now: () => clock.now, ...ports },
        options,
      ),
    upload: (mfe, version, files) => upload(target, mfe, version, files),
    activate: async (mfe, version, entry = 'entry.js') => {
      generation++
      const row = { environment: 'staging', mfe, version, generation, requestId: String(generation), integrity: `sha512-${version}` }
      const live = { ...row, prefix: versionPrefix(mfe, version), entry, entryIntegrity: null, activatedAt: '2026-11-22T10:00:00.000Z' }
      await target.table.activate(live)
      return live
    },
    purge: async (...keys) => {
      const tags = keys.filter((key) => key.startsWith('#')).map((key) => key.slice(1))
      await target.cache.purge({ reference: String(purges++), paths: keys.filter((key) => key.startsWith('/')), tags })
    },
    remove: async () => {
      await target.close()
      await rm(directory, { recursive: true })
    },
  }
}

async function upload(target: Target, mfe: string, version: string, contents: Record<string, string>): Promise<void> {
  const files = new Map(Object.entries(contents).map(([path, text]) => [path, new TextEncoder().encode(text)]))
  const manifest = buildManifest({ mfe, version, integrity: `sha512-${version}`, entry: [...files.keys()][0]!, files })
  const put = async (path: string, body: Uint8Array, headers: ObjectHeaders): Promise<string> => {
    const sha256 = createHash('sha256').update(body).digest('hex')
    await target.store.putIfAbsent(`${versionPrefix(mfe, version)}/${path}`, body, { ...headers, sha256 })
    return sha256
  }
  for (const [path, body] of files) {
    const { contentType, cacheControl } = manifest.files[path]!
    await put(path, body, { contentType, cacheControl })
    for (const coding of codings) {
      const encoded = await encode(body, coding)
      if (encoded === null) continue
      const name = path + codingSuffix[coding]
      const sha256 = await put(name, encoded, { contentType, cacheControl, contentEncoding: coding })
      const file = manifest.files[path]!
      manifest.files[path] = { ...file, encodings: { ...file.encodings, [coding]: { path: name, size: encoded.byteLength, sha256 } } }
    }
  }
  await put(MANIFEST_NAME, serializeManifest(manifest), { contentType: 'application/json', cacheControl: 'no-cache' })
}

/** A GET as text, with the headers that the tests look at. */
export async function get(
  edge: Edge,
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; text: string; headers: Record<string, string> }> {
  const response = await edge.handle({ method: 'GET', path, headers })
  return { status: response.status, text: new TextDecoder().decode(response.body), headers: response.headers }
}
