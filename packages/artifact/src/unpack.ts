import { showValue } from '@mfe-gitops/contract'
import { ArtifactError } from './artifact-error.ts'
import { pathFault } from './entry-path.ts'
import { createIntake, type Intake } from './intake.ts'
import { readTar } from './read-tar.ts'
import { readZip } from './read-zip.ts'
import { defaultLimits, type UnpackLimits } from './unpack-limits.ts'

/** A part of an artifact: an archive, or one file under the name that its source gives it. */
export interface ArtifactPart {
  bytes: Uint8Array
  /** Present for a part that is a file and no archive. */
  path?: string
}

export interface UnpackOptions {
  directory?: string | undefined
  limits?: Partial<UnpackLimits> | undefined
  /** Npm packages have one directory around everything, which does not count. Default: true. */
  hasTopDirectory?: boolean | undefined
}

/** Reads an archive in memory and gives the files below `directory`, with paths relative to it. Nothing is written to disk. */
export function unpack(archive: Uint8Array, options: UnpackOptions = {}): Promise<Map<string, Uint8Array>> {
  return unpackParts([{ bytes: archive }], options)
}

/**
 * Reads the parts of an artifact as if they were one archive: one guard sees every entry of all of them, also outside `directory`.
 * An entry that is no plain file or directory, or that two parts have, refuses the whole artifact.
 */
export async function unpackParts(parts: readonly ArtifactPart[], options: UnpackOptions = {}): Promise<Map<string, Uint8Array>> {
  const directory = checkDirectory(options.directory ?? '')
  const intake = createIntake({ ...defaultLimits, ...options.limits }, options.hasTopDirectory ?? true)
  for (const part of parts) await readPart(part, intake)
  const prefix = directory === '' ? '' : `${directory}/`
  const inside = [...intake.files].filter(([path]) => path.startsWith(prefix))
  if (inside.length === 0) throw nothingInside(directory, [...intake.files.keys()])
  return new Map(inside.map(([path, bytes]) => [path.slice(prefix.length), bytes]))
}

async function readPart({ bytes, path: name }: ArtifactPart, intake: Intake): Promise<void> {
  intake.budget.open(bytes.byteLength)
  if (name === undefined) return isZip(bytes) ? readZip(bytes, intake) : readTar(bytes, intake)
  const fault = intake.budget.take(bytes.byteLength)
  if (fault !== null) throw fault
  const path = intake.register({ name, kind: 'file', size: bytes.byteLength })
  if (path !== null) intake.files.set(path, bytes)
}

/** A zip begins with an entry, or with its end when it is empty. */
function isZip(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 4)).toString('latin1')
  return start === 'PK\u0003\u0004' || start === 'PK\u0005\u0006'
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
    `${where} holds no files; the package holds ${seen || 'nothing'}. Build before you pack, and check \`artifact.directory\` of the registration.`,
  )
}
