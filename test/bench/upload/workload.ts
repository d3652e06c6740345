import { execFile } from 'node:child_process'
import { createCipheriv } from 'node:crypto'
import { appendFile, mkdir, readFile, rm, truncate, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

/** Files of one size, as a build would leave them. */
export interface Workload {
  readonly name: string
  readonly files: number
  readonly bytes: number
  /** Scripts are text, of which we make compressed variants; media are noise, of which nobody does. */
  readonly kind: 'scripts' | 'media'
}

export const workloads: readonly Workload[] = [
  { name: '2,000 files of 10 KB', files: 2000, bytes: 10_000, kind: 'scripts' },
  { name: '200 files of 1 MB', files: 200, bytes: 1_000_000, kind: 'scripts' },
  { name: 'one file of 200 MB', files: 1, bytes: 200_000_000, kind: 'media' },
]

/** A build on disk, for those that upload folders, and the same as packages, for us. */
export interface Build {
  /** What is uploaded. */
  readonly directory: string
  /** The file that a page loads first. */
  readonly entry: string
  /** Versions 1.0.0 and 1.0.1, which differs from it in one file. */
  readonly packages: readonly [Uint8Array, Uint8Array]
  /** Makes of the folder what is in the second package, as if just built. */
  change(): Promise<void>
  /** The folder as it was. */
  restore(): Promise<void>
}

/** When the files were built: long before any upload, because `sync` compares times to the second. */
const BUILT = new Date('2026-01-02T03:04:05Z')
/** Appended, so that the size tells as well. */
const CHANGE = '// changed\n'

/** Writes the files of a workload below a folder. */
export async function writeBuild(workload: Workload, folder: string): Promise<Build> {
  const directory = join(folder, 'package/dist')
  await mkdir(directory, { recursive: true })
  await writeFile(join(folder, 'package/package.json'), '{}')
  const names = fileNames(workload)
  const noise = noiseFrom(1)
  for (const name of names) {
    const bytes = workload.kind === 'scripts' ? script(workload.bytes, noise) : media(workload.bytes)
    await writeFile(join(directory, name), bytes)
    await utimes(join(directory, name), BUILT, BUILT)
  }
  const changing = join(directory, names.at(-1) ?? '')
  const change = () => appendFile(changing, CHANGE)
  const restore = async () => {
    await truncate(changing, workload.bytes)
    await utimes(changing, BUILT, BUILT)
  }
  const before = await pack(folder)
  await change()
  const after = await pack(folder)
  await restore()
  return { directory, entry: names[0] ?? '', packages: [before, after], change, restore }
}

export function fileNames({ files, kind }: Workload): string[] {
  const extension = kind === 'scripts' ? 'js' : 'bin'
  return [`index.${extension}`, ...Array.from({ length: files - 1 }, (_, index) => `chunk-${hashLike(index)}.${extension}`)]
}

/** Eight characters as bundlers hash: upper-case base 32. */
function hashLike(index: number): string {
  const digits = Array.from({ length: 7 }, (_, place) => BASE32[(index >>> (5 * place)) % 32])
  return `2${digits.reverse().join('')}`
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** Numbers from 0 to 2^32 that are the same every time (xorshift32). */
export function noiseFrom(seed: number): () => number {
  let state = seed
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state >>> 0
  }
}

const words = 'const return function value index element children props state update render route price cart item total'.split(' ')

/** Text that parses as a script and shrinks to about a fifth, as minified scripts do. */
export function script(bytes: number, noise: () => number): Uint8Array {
  const lines: string[] = []
  for (let length = 0; length < bytes; ) {
    const line = `export const ${words[noise() % words.length]}_${noise().toString(36)} = '${words[noise() % words.length]} ${noise() % 1000}'\n`
    lines.push(line)
    length += line.length
  }
  const text = lines.join('').slice(0, bytes)
  // Nothing may end in the middle of a statement.
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  return Buffer.from(whole.padEnd(bytes - 1, ' ') + '\n')
}

/** What no compressor makes smaller, and the same every time: zeros under a cipher whose key everybody knows. */
function media(bytes: number): Uint8Array {
  return createCipheriv('aes-128-ctr', Buffer.alloc(16), Buffer.alloc(16)).update(Buffer.alloc(bytes))
}

/** As npm packs it; weakly compressed, because how small it is does not matter here and 200 MB take long. */
async function pack(folder: string): Promise<Uint8Array> {
  const file = join(folder, 'package.tar')
  await promisify(execFile)('tar', ['-cf', file, '-C', folder, 'package'])
  const packed = await promisify(gzip)(await readFile(file), { level: 1 })
  await rm(file)
  return packed
}
