import { type ArchiveEntry, createPathRegister } from './path-register.ts'
import { createBudget, type UnpackBudget, type UnpackLimits } from './unpack-limits.ts'

/** Where the readers of all formats put files, past one and the same guard. */
export interface Intake {
  readonly files: Map<string, Uint8Array>
  readonly limits: UnpackLimits
  readonly budget: UnpackBudget
  /** Path of a file, null for a directory; throws for what is not allowed. */
  readonly register: (entry: ArchiveEntry) => string | null
}

export function createIntake(limits: UnpackLimits, hasTopDirectory: boolean): Intake {
  return {
    files: new Map(),
    limits,
    budget: createBudget(limits),
    register: createPathRegister({ maxFiles: limits.maxFiles, hasTopDirectory }),
  }
}
