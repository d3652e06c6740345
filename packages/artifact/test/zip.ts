import { buffer } from 'node:stream/consumers'
import { type Options, ZipFile } from 'yazl'

/** A zip archive with these files, as any tool would write it. */
export async function zip(files: Record<string, string | Uint8Array>, options: Partial<Options> = {}): Promise<Buffer> {
  const archive = new ZipFile()
  for (const [path, body] of Object.entries(files)) archive.addBuffer(Buffer.from(body as Uint8Array), path, options)
  archive.end({ comment: '', forceZip64Format: options.forceZip64Format === true })
  return buffer(archive.outputStream as unknown as AsyncIterable<Uint8Array>)
}

/** Replaces a name in both places where a zip keeps it, by another one of the same length. */
export function renamed(archive: Uint8Array, from: string, to: string | Uint8Array): Buffer {
  const name = Buffer.from(to as Uint8Array)
  if (name.length !== Buffer.byteLength(from)) throw new Error('The names must be of the same length.')
  const copy = Buffer.from(archive)
  for (let at = copy.indexOf(from); at >= 0; at = copy.indexOf(from, at + name.length)) name.copy(copy, at)
  return copy
}
