import { createGunzip } from 'node:zlib'
import { showValue } from '@mfe-gitops/contract'
import { extract, type Header } from 'tar-stream'
import { ArtifactError } from './artifact-error.ts'
import type { Intake } from './intake.ts'

/** Reads a gzipped tar archive in memory. Every entry goes through the intake's guard, also what comes after the archive's own end. */
export async function readTar(tgz: Uint8Array, intake: Intake): Promise<void> {
  const gunzip = createGunzip()
  const archive = extract()
  gunzip.on('data', (chunk: Uint8Array) => {
    const fault = intake.budget.take(chunk.byteLength)
    if (fault !== null) gunzip.destroy(fault)
  })
  gunzip.on('error', (error) => archive.destroy(error))
  gunzip.pipe(archive)
  gunzip.end(tgz)
  try {
    for await (const entry of archive) {
      const path = intake.register(entryOf(entry.header))
      if (path === null) entry.resume()
      else intake.files.set(path, await readEntry(entry, path, intake.limits.maxFileBytes))
    }
  } catch (error) {
    throw error instanceof ArtifactError ? error : damaged(error)
  } finally {
    gunzip.destroy()
  }
  if (gunzip.bytesWritten < tgz.byteLength) throw damaged(new Error('there are bytes after its end'))
}

function entryOf({ name, type, size }: Header) {
  return { name, kind: type ?? 'unknown', size: size ?? 0 }
}

async function readEntry(entry: AsyncIterable<unknown> & { header: Header }, path: string, maxBytes: number): Promise<Uint8Array> {
  const size = entry.header.size ?? 0
  if (size > maxBytes)
    throw new ArtifactError('artifact-invalid', `The file ${showValue(path)} of the archive is larger than ${maxBytes} bytes.`)
  const chunks: Uint8Array[] = []
  for await (const chunk of entry) chunks.push(chunk as Uint8Array)
  const bytes = Buffer.concat(chunks)
  if (bytes.byteLength !== size) throw damaged(new Error(`the entry ${showValue(path)} is cut off`))
  return bytes
}

function damaged(cause: unknown): ArtifactError {
  const what = cause instanceof Error ? cause.message : String(cause)
  return new ArtifactError(
    'artifact-invalid',
    `The archive is not a complete gzipped tar archive: ${showValue(what)}. Pack and publish it again.`,
    { cause },
  )
}
