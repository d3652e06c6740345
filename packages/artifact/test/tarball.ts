import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { type Header, pack } from 'tar-stream'

export type TarEntry = Partial<Header> & { name: string; body?: string | Uint8Array }

/** An uncompressed tar archive with exactly these entries, hostile ones included. */
export async function tar(entries: TarEntry[]): Promise<Buffer> {
  const archive = pack()
  for (const { body, ...header } of entries) {
    if (body === undefined) archive.entry(header as Header)
    else archive.entry(header as Header, Buffer.from(body as Uint8Array))
  }
  archive.finalize()
  const chunks: Uint8Array[] = []
  for await (const chunk of archive) chunks.push(chunk as Uint8Array)
  return Buffer.concat(chunks)
}

/** A package as `npm pack` makes it: files by path, below `package/`. */
export async function tarball(files: Record<string, string | Uint8Array>): Promise<Buffer> {
  return gzipSync(await tar(Object.entries(files).map(([path, body]) => ({ name: `package/${path}`, body }))))
}

export function sha512(bytes: Uint8Array): string {
  return `sha512-${createHash('sha512').update(bytes).digest('base64')}`
}
