import { createHash } from 'node:crypto'
import type { ArtifactStore, LiveTable } from '@mfe-gitops/targets'
import { buildImportMap, type ImportMapStyle } from './import-map.ts'
import type { LiveFiles, LocatedFile } from './live-files.ts'
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

/** Answers one request from the store and the live table, without any cache. */
export function createAnswers(
  ports: { environment: string; store: ArtifactStore; table: LiveTable },
  files: LiveFiles,
  style: ImportMapStyle,
): (wanted: Wanted) => Promise<Answer> {
  async function importMap(): Promise<EdgeResponse> {
    const rows = await ports.table.list(ports.environment)
    const versions = await Promise.all(rows.map(async (row) => ({ ...row, manifest: await files.manifest(row) })))
    const complete = versions.flatMap(({ manifest, ...row }) => (manifest === null ? [] : [{ ...row, manifest }]))
    const body = new TextEncoder().encode(JSON.stringify(buildImportMap(complete, style), null, 2) + '\n')
    const sha256 = createHash('sha256').update(body).digest('hex')
    return content(body, { type: 'application/importmap+json; charset=utf-8', cacheControl: 'no-cache', sha256 })
  }

  async function file({ key, file, row, isPinned }: LocatedFile): Promise<Answer> {
    const found = await ports.store.read(key)
    // The manifest says that it is there, so this is an outage and no wrong address.
    if (found === null) return passing(refusal(503, UNAVAILABLE))
    const { contentType, contentEncoding, tags = [] } = found.object
    const cacheControl = isPinned ? FOR_EVER : found.object.cacheControl
    const extra = { 'x-mfe-version': row.version, ...(contentEncoding === undefined ? {} : { 'content-encoding': contentEncoding }) }
    const response = content(found.body, { type: contentType, cacheControl, sha256: file.sha256, extra })
    return { response, tags: [row.mfe, ...tags], lifetime: sharedLifetime(cacheControl) }
  }

  return async (wanted) => {
    if (wanted.kind === 'import-map') return passing(await importMap())
    const located = wanted.kind === 'file' ? await files.locate(wanted) : null
    return located === null ? passing(refusal(404, NOT_FOUND)) : file(located)
  }
}

function passing(response: EdgeResponse): Answer {
  return { response, tags: [], lifetime: 0 }
}
