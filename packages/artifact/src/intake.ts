import { showValue } from '@mfe-gitops/contract'
import { ArtifactError } from './artifact-error.ts'
import { type ArtifactFile, keepFile, watched } from './artifact-file.ts'
import { type ArchiveEntry, createPathRegister } from './path-register.ts'
import type { Spool } from './spool.ts'
import { createBudget, type UnpackBudget, type UnpackLimits } from './unpack-limits.ts'

/** Where the readers of all formats put files, past one and the same guard. */
export interface Intake {
  /** Files that are wanted, by path relative to the wanted directory. */
  readonly files: Map<string, ArtifactFile>
  /** Paths of all files, wanted or not. */
  readonly paths: string[]
  readonly budget: UnpackBudget
  /** Path of a file, null for a directory; throws for what is not allowed. */
  register(entry: ArchiveEntry): string | null
  isWanted(path: string): boolean
  /** Keeps the bytes of a wanted file; the source is read to its end. */
  keep(path: string, source: AsyncIterable<Uint8Array>): Promise<void>
  add(path: string, file: ArtifactFile): void
}

export interface IntakeOptions {
  readonly limits: UnpackLimits
  readonly hasTopDirectory: boolean
  /** Without a slash at its end; empty for all files. */
  readonly directory: string
}

export function createIntake(spool: Spool, { limits, hasTopDirectory, directory }: IntakeOptions): Intake {
  const files = new Map<string, ArtifactFile>()
  const paths: string[] = []
  const prefix = directory === '' ? '' : `${directory}/`
  const register = createPathRegister({ maxFiles: limits.maxFiles, hasTopDirectory })
  const add = (path: string, file: ArtifactFile) => void files.set(path.slice(prefix.length), file)

  return {
    files,
    paths,
    budget: createBudget(limits),
    register: (entry) => {
      const path = register(entry)
      if (path === null) return null
      if (entry.size > limits.maxFileBytes) throw tooLarge(path, limits)
      paths.push(path)
      return path
    },
    isWanted: (path) => path.startsWith(prefix),
    keep: async (path, source) => {
      let size = 0
      const guarded = watched(source, (chunk) => {
        size += chunk.byteLength
        // What the archive says of a size is checked by the readers; this holds whatever they miss.
        if (size > limits.maxFileBytes) throw tooLarge(path, limits)
      })
      add(path, await keepFile(spool, guarded))
    },
    add,
  }
}

function tooLarge(path: string, { maxFileBytes }: UnpackLimits): ArtifactError {
  return new ArtifactError('artifact-invalid', `The file ${showValue(path)} of the archive is larger than ${maxFileBytes} bytes.`)
}
