import { createHash } from 'node:crypto'
import type { LiveRow, ObjectHeaders, ObjectMeta } from '../src/index.ts'

export const text = (value: string): Uint8Array => new TextEncoder().encode(value)

export function metaOf(body: Uint8Array, headers: Partial<ObjectHeaders> = {}): ObjectMeta {
  const sha256 = createHash('sha256').update(body).digest('hex')
  return { contentType: 'text/javascript; charset=utf-8', cacheControl: 'no-cache', sha256, ...headers }
}

export function liveRow(values: Partial<LiveRow> = {}): LiveRow {
  const row = { environment: 'staging', mfe: 'cart', version: '1.0.0', generation: 1, ...values }
  return {
    requestId: `request-${row.generation}`,
    integrity: `sha512-${row.version}`,
    prefix: `${row.mfe}/${row.version}`,
    entry: 'entry.js',
    entryIntegrity: null,
    activatedAt: '2026-11-22T10:00:00.000Z',
    ...row,
  }
}
