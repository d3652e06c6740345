import { unzipSync } from 'fflate'

/** The text of one file in the zip of an artifact; null when there is no such file, or it is larger than allowed or no UTF-8. Whoever may write artifacts may have written anything. */
export function textInArchive(zip: Uint8Array, file: string, maxBytes: number): string | null {
  try {
    const files = unzipSync(zip, { filter: ({ name, originalSize }) => name === file && originalSize <= maxBytes })
    const bytes = files[file]
    return bytes === undefined ? null : new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
