import { createHash } from 'node:crypto'
import type { ArtifactStore, LiveRow } from '@mfe-gitops/targets'
import { objectKey } from '@mfe-gitops/targets/storage-key'
import type { Coding } from './accepted-codings.ts'
import type { Bucket } from './bucket.ts'
import { type Split, splitsOf } from './canary.ts'
import { buildImportMap, type ImportMapStyle } from './import-map.ts'
import { createLiveFiles, type LocatedFile } from './live-files.ts'
import type { LiveRows } from './live-rows.ts'
import type { Wanted } from './request-path.ts'
import { content, type EdgeResponse, refusal } from './response.ts'

/** What a request asks for, the content codings that its client takes, best first, and whom it is for. */
export interface Question {
  readonly wanted: Wanted
  readonly codings: readonly Coding[]
  readonly bucket: Bucket
}

/** What answers a request: something made here, or bytes of the store, which whoever asked serves in its own way. */
export type Resolution =
  | { readonly kind: 'answer'; readonly response: EdgeResponse; readonly splits: readonly Split[] }
  | { readonly kind: 'object'; readonly object: ResolvedObject; readonly splits: readonly Split[] }

/** The immutable object that a request is for. */
export interface ResolvedObject {
  readonly mfe: string
  readonly version: string
  readonly isPinned: boolean
  /** Keys in the store, the variant that the client likes best first; the last one is the file itself. */
  readonly candidates: readonly { readonly key: string; readonly sha256: string }[]
  /** Whether other clients get the file in another coding. */
  readonly isNegotiated: boolean
}

export interface ResolverOptions {
  readonly importMap: ImportMapStyle
  /** How many past activations of an MFE still answer for the tabs that are open. */
  readonly historyWindow: number
}

export type Resolver = (question: Question) => Promise<Resolution>

const FOR_EVER = 'public, max-age=31536000, immutable'
const NOT_FOUND = 'Not found: no live micro-frontend has a file at this path.'
export const UNAVAILABLE = 'The store or the live table does not answer. Try again.'

/** Resolves requests by the live table and the manifests alone; it reads no other file. */
export function createResolver(ports: { store: Pick<ArtifactStore, 'read'>; rows: LiveRows }, options: ResolverOptions): Resolver {
  const files = createLiveFiles({ ...ports, window: options.historyWindow })

  async function importMap(bucket: Bucket): Promise<Resolution> {
    const rows: LiveRow[] = await ports.rows.list()
    const versions = await Promise.all(rows.map((row) => files.versionFor(row, bucket)))
    const complete = versions.filter((version) => version !== null)
    const body = new TextEncoder().encode(JSON.stringify(buildImportMap(complete, options.importMap), null, 2) + '\n')
    const sha256 = createHash('sha256').update(body).digest('hex')
    const response = content(body, { type: 'application/importmap+json; charset=utf-8', cacheControl: 'no-cache', sha256 })
    return { kind: 'answer', response, splits: splitsOf(rows) }
  }

  return async ({ wanted, codings, bucket }) => {
    if (wanted.kind === 'import-map') return importMap(bucket)
    const located = wanted.kind === 'file' ? await files.locate(wanted, bucket) : null
    if (located === null) return { kind: 'answer', response: refusal(404, NOT_FOUND), splits: [] }
    return { kind: 'object', object: resolved(located, codings), splits: located.splits }
  }
}

function resolved({ mfe, version, file, path, isPinned }: LocatedFile, codings: readonly Coding[]): ResolvedObject {
  const variant = codings.map((coding) => file.encodings?.[coding]).find((one) => one !== undefined)
  return {
    mfe,
    version: version.version,
    isPinned,
    candidates: [...(variant === undefined ? [] : [variant]), { path, sha256: file.sha256 }].map(({ path, sha256 }) => ({
      key: objectKey(version.prefix, path),
      sha256,
    })),
    isNegotiated: file.encodings !== undefined,
  }
}

/** The headers of a file that the store does not keep beside it. */
export function headersOf({ version, isPinned, isNegotiated }: ResolvedObject): Record<string, string> {
  return {
    'x-mfe-version': version,
    ...(isPinned ? { 'cache-control': FOR_EVER } : {}),
    ...(isNegotiated ? { vary: 'accept-encoding' } : {}),
  }
}
