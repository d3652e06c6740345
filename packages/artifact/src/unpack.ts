import { showValue } from '@mfe-gitops/contract'
import { ArtifactError } from './artifact-error.ts'
import type { ArtifactFile } from './artifact-file.ts'
import { pathFault } from './entry-path.ts'
import { createIntake, type Intake } from './intake.ts'
import { readTar } from './read-tar.ts'
import { readZip } from './read-zip.ts'
import type { KeptBytes, Spool } from './spool.ts'
import { defaultLimits, type UnpackLimits } from './unpack-limits.ts'

/** A part of an artifact: an archive, or one file under the name that its source gives it. */
export type ArtifactPart = { readonly archive: KeptBytes } | { readonly file: ArtifactFile; readonly path: string }

export interface UnpackOptions {
  directory?: string | undefined
  limits?: Partial<UnpackLimits> | undefined
  /** Npm packages have one directory around everything, which does not count. Default: true. */
  hasTopDirectory?: boolean | undefined
}

/**
 * Reads the parts of an artifact as if they were one archive and gives the files below `directory`, with paths relative to it. One guard
 * sees every entry of all parts, also outside `directory`: an entry that is no plain file or directory, or that two parts have, refuses the
 * whole artifact. An archive is discarded once it is unpacked.
 */
export async function unpackParts(
  parts: readonly ArtifactPart[],
  spool: Spool,
  options: UnpackOptions = {},
): Promise<Map<string, ArtifactFile>> {
  const directory = checkDirectory(options.directory ?? '')
  const limits = { ...defaultLimits, ...options.limits }
  const intake = createIntake(spool, { limits, directory, hasTopDirectory: options.hasTopDirectory ?? true })
  for (const part of parts) await ('file' in part ? takeFile(part, intake) : readArchive(part.archive, intake))
  if (intake.files.size === 0) throw nothingInside(directory, intake.paths)
  return intake.files
}

async function readArchive(archive: KeptBytes, intake: Intake): Promise<void> {
  intake.budget.open(archive.size)
  await ((await isZip(archive)) ? readZip(archive, intake) : readTar(archive, intake))
  await archive.discard()
}

function takeFile({ file, path: name }: Extract<ArtifactPart, { path: string }>, intake: Intake): void {
  intake.budget.open(file.size)
  const fault = intake.budget.take(file.size)
  if (fault !== null) throw fault
  const path = intake.register({ name, kind: 'file', size: file.size })
  if (path !== null && intake.isWanted(path)) intake.add(path, file)
}

/** A zip begins with an entry, or with its end when it is empty. */
async function isZip(archive: KeptBytes): Promise<boolean> {
  let start = ''
  for await (const chunk of archive.open()) {
    start += Buffer.from(chunk.subarray(0, 4 - start.length)).toString('latin1')
    if (start.length === 4) break
  }
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
    `${where} holds no files; the package holds ${seen || 'nothing'}. Build before you pack, and see that the build is packed (for npm, \`files\` in package.json) and that \`artifact.directory\` of the registration names it.`,
  )
}
