import { createHash } from 'node:crypto'
import type { ArtifactStore } from '@mfe-gitops/targets'
import type { Coding } from './accepted-codings.ts'
import { buildImportMap, type ImportMapStyle } from './import-map.ts'
import type { LiveFiles, LocatedFile } from './live-files.ts'
import type { LiveRows } from './live-rows.ts'
import type { Wanted } from './request-path.ts'
import { content, type EdgeResponse, refusal } from './response.ts'
import { sharedLifetime } from './response-cache.ts'

/** A response, and how a shared cache may keep it. */
export interface Answer {
  response: EdgeResponse
  tags: string[]
  /** Milliseconds; 0 for what must be asked for every time. */
  lifetime: number
}

const FOR_EVER = 'public, max-age=31536000, immutable'
const NOT_FOUND = 'Not found: no live micro-frontend has a file at this path.'
export const UNAVAILABLE = 'The store or the live table does not answer. Try again.'

/** What a request asks for, and the content codings that its client takes, best first. */
export interface Question {
  wanted: Wanted
  codings: readonly Coding[]
}

/** Answers one request from the store and the live table, without any cache. */
export function createAnswers(
  ports: { store: ArtifactStore; rows: LiveRows },
  files: LiveFiles,
  style: ImportMapStyle,
): (question: Question) => Promise<Answer> {
  async function importMap(): Promise<EdgeResponse> {
    const rows = await ports.rows.list()
    const versions = await Promise.all(rows.map(async (row) => ({ ...row, manifest: await files.manifest(row) })))
    const complete = versions.flatMap(({ manifest, ...row }) => (manifest === null ? [] : [{ ...row, manifest }]))
    const body = new TextEncoder().encode(JSON.stringify(buildImportMap(complete, style), null, 2) + '\n')
    const sha256 = createHash('sha256').update(body).digest('hex')
    return content(body, { type: 'application/importmap+json; charset=utf-8', cacheControl: 'no-cache', sha256 })
  }

  /** The variant that the client likes best; the file itself when there is none, or when it is gone. */
  async function readBest({ key, file, path }: LocatedFile, codings: readonly Coding[]) {
    const coding = codings.find((one) => file.encodings?.[one] !== undefined)
    const variant = coding === undefined ? undefined : file.encodings?.[coding]
    const prefix = key.slice(0, key.length - path.length)
    const found = variant === undefined ? null : await ports.store.read(prefix + variant.path)
    if (variant !== undefined && found !== null) return { ...found, sha256: variant.sha256 }
    const plain = await ports.store.read(key)
    return plain === null ? null : { ...plain, sha256: file.sha256 }
  }

  async function file(located: LocatedFile, codings: readonly Coding[]): Promise<Answer> {
    const { file: described, row, isPinned } = located
    const found = await readBest(located, codings)
    // The manifest says that it is there, so this is an outage and no wrong address.
    if (found === null) return passing(refusal(503, UNAVAILABLE))
    const { contentType, contentEncoding, tags = [] } = found.object
    const cacheControl = isPinned ? FOR_EVER : found.object.cacheControl
    const extra = {
      'x-mfe-version': row.version,
      ...(contentEncoding === undefined ? {} : { 'content-encoding': contentEncoding }),
      ...(described.encodings === undefined ? {} : { vary: 'accept-encoding' }),
    }
    const response = content(found.body, { type: contentType, cacheControl, sha256: found.sha256, extra })
    return { response, tags: [row.mfe, ...tags], lifetime: sharedLifetime(cacheControl) }
  }

  return async ({ wanted, codings }) => {
    if (wanted.kind === 'import-map') return passing(await importMap())
    const located = wanted.kind === 'file' ? await files.locate(wanted) : null
    return located === null ? passing(refusal(404, NOT_FOUND)) : file(located, codings)
  }
}

function passing(response: EdgeResponse): Answer {
  return { response, tags: [], lifetime: 0 }
}
