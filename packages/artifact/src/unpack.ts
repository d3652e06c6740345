import { createGunzip } from 'node:zlib'
import { showValue } from '@mfe-gitops/contract'
import { extract, type Header } from 'tar-stream'
import { ArtifactError } from './artifact-error.ts'
import { pathFault } from './entry-path.ts'
import { createPathRegister } from './path-register.ts'

export interface UnpackLimits {
  maxFiles: number
  maxFileBytes: number
  maxTotalBytes: number
  /** Unpacked bytes per packed byte; looked at once more than a megabyte came out. */
  maxRatio: number
}

export const defaultLimits: UnpackLimits = {
  maxFiles: 20_000,
  maxFileBytes: 128 * 1024 * 1024,
  maxTotalBytes: 512 * 1024 * 1024,
  maxRatio: 200,
}

const RATIO_FLOOR = 1024 * 1024

/**
 * Reads a packed npm package in memory and gives the files below `directory`, with paths relative to it. Nothing is written to disk.
 * Every entry is checked, also outside `directory`; one that is no plain file or directory refuses the whole archive.
 */
export async function unpack(
  tgz: Uint8Array,
  options: { directory?: string | undefined; limits?: Partial<UnpackLimits> | undefined } = {},
): Promise<Map<string, Uint8Array>> {
  const limits = { ...defaultLimits, ...options.limits }
  const directory = checkDirectory(options.directory ?? '')
  const files = await readArchive(tgz, limits)
  const prefix = directory === '' ? '' : `${directory}/`
  const inside = [...files].filter(([path]) => path.startsWith(prefix)).map(([path, bytes]) => [path.slice(prefix.length), bytes] as const)
  if (inside.length === 0) throw nothingInside(directory, [...files.keys()])
  return new Map(inside)
}

async function readArchive(tgz: Uint8Array, limits: UnpackLimits): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>()
  const register = createPathRegister(limits.maxFiles)
  const gunzip = createGunzip()
  const archive = extract()
  const budget = createBudget(limits, tgz.byteLength)
  gunzip.on('data', (chunk: Uint8Array) => {
    const fault = budget(chunk.byteLength)
    if (fault !== null) gunzip.destroy(fault)
  })
  gunzip.on('error', (error) => archive.destroy(error))
  gunzip.pipe(archive)
  gunzip.end(tgz)
  try {
    for await (const entry of archive) {
      const path = register(entry.header)
      if (path === null) entry.resume()
      else files.set(path, await readEntry(entry, path, limits.maxFileBytes))
    }
  } catch (error) {
    throw error instanceof ArtifactError ? error : damaged(error)
  } finally {
    gunzip.destroy()
  }
  if (gunzip.bytesWritten < tgz.byteLength) throw damaged(new Error('there are bytes after its end'))
  return files
}

function createBudget(limits: UnpackLimits, packed: number): (bytes: number) => ArtifactError | null {
  let total = 0
  return (bytes) => {
    total += bytes
    if (total > limits.maxTotalBytes) return refused(`unpacks to more than ${limits.maxTotalBytes} bytes`)
    if (total > RATIO_FLOOR && total > packed * limits.maxRatio) return refused(`unpacks to more than ${limits.maxRatio} times its size`)
    return null
  }
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

function checkDirectory(directory: string): string {
  const path = directory.replace(/^\.\/|\/+$/g, '')
  if (path === '' || path === '.') return ''
  if (pathFault(path) === null) return path
  throw new ArtifactError(
    'artifact-invalid',
    `${showValue(directory)} is not a directory inside a package. Mend \`artifact.directory\` in the registration.`,
  )
}

function nothingInside(directory: string, paths: string[]): ArtifactError {
  const seen = [...new Set(paths.map((path) => (path.includes('/') ? `${path.split('/')[0]}/` : path)))]
    .slice(0, 8)
    .map(showValue)
    .join(', ')
  const where = directory === '' ? 'The package' : `The directory ${showValue(directory)} of the package`
  return new ArtifactError(
    'artifact-empty',
    `${where} holds no files; the package holds ${seen || 'nothing'}. Build before you pack, and check \`files\` in package.json.`,
  )
}

function refused(what: string): ArtifactError {
  return new ArtifactError('artifact-invalid', `The archive ${what}, which is more than is allowed.`)
}

function damaged(cause: unknown): ArtifactError {
  const what = cause instanceof Error ? cause.message : String(cause)
  return new ArtifactError(
    'artifact-invalid',
    `The archive is not a complete gzipped tar archive: ${showValue(what)}. Pack and publish it again.`,
    { cause },
  )
}
