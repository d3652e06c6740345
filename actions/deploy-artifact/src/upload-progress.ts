/** Counts what was stored and says so from time to time. */
export interface UploadProgress {
  add(bytes: number): void
}

const PERIOD = 5_000

export function createProgress(
  total: { files: number; bytes: number },
  { now, say }: { now(): number; say(line: string): void },
): UploadProgress {
  const start = now()
  let last = start
  let files = 0
  let bytes = 0
  return {
    add: (size) => {
      files++
      bytes += size
      const at = now()
      if (at - last < PERIOD || files === total.files) return
      last = at
      const rate = (bytes / (at - start)) * 1000
      say(`${files} of ${total.files} files, ${megabytes(bytes)} of ${megabytes(total.bytes)} MB, ${megabytes(rate)} MB/s`)
    },
  }
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1)
}
