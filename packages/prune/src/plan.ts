import type { ListedObject } from '@mfe-gitops/targets'
import { type KeepReason, reasonsToKeep } from './keep-reason.ts'
import type { References } from './references.ts'
import { listVersions, type StoredFiles, type VersionName } from './stored-files.ts'

export interface PlanOptions {
  /** Versions with a file that was written within this many days stay. */
  readonly keepDays: number
  /** Only these MFEs; empty for all. */
  readonly mfes: readonly string[]
  /** Also versions of MFEs that have no registration. */
  readonly unregistered: boolean
}

/** `marked`: a prune is at work on it, or died over it. `incomplete`: its manifest is missing, so its upload never ended. */
export type VersionCondition = 'complete' | 'incomplete' | 'marked'

export interface PlannedVersion extends VersionName {
  readonly condition: VersionCondition
  readonly files: number
  readonly bytes: number
  /** When the last of its files was written; null when only marks are left. */
  readonly writtenAt: string | null
}

export interface KeptVersion extends PlannedVersion {
  readonly reasons: readonly KeepReason[]
}

/** What one store holds, and what becomes of it. */
export interface StorePlan {
  readonly keep: readonly KeptVersion[]
  readonly remove: readonly PlannedVersion[]
  /** Objects that belong to no version; they are left alone. */
  readonly others: { readonly files: number; readonly bytes: number }
}

const DAY_MS = 24 * 60 * 60 * 1000

/** Which versions stay and why, and which may go. Age keeps a version, and never condemns one: the clocks are those of others. */
export function planStore(
  objects: readonly ListedObject[],
  references: References,
  options: PlanOptions & { readonly now: number },
): StorePlan {
  const { versions, others } = listVersions(objects)
  const wanted = versions.filter(({ mfe }) => options.mfes.length === 0 || options.mfes.includes(mfe))
  const judged = wanted.map((one) => ({
    ...describe(one),
    reasons: [...reasonsToKeep(one, references, options), ...ageReason(one, options)],
  }))
  return {
    keep: judged.filter(({ reasons }) => reasons.length > 0),
    remove: judged.filter(({ reasons }) => reasons.length === 0).map(({ reasons: _, ...version }) => version),
    others,
  }
}

function describe({ mfe, version, files, bytes, modifiedAt, isComplete, marks }: StoredFiles): PlannedVersion {
  const condition = marks.length > 0 ? 'marked' : isComplete ? 'complete' : 'incomplete'
  return { mfe, version, condition, files, bytes, writtenAt: files === 0 ? null : new Date(modifiedAt).toISOString() }
}

/** What a prune has begun it ends, whatever its age: while the mark is there, nobody can release the version. */
function ageReason(
  { modifiedAt, marks }: StoredFiles,
  { keepDays, now }: { readonly keepDays: number; readonly now: number },
): KeepReason[] {
  if (marks.length > 0 || now - modifiedAt >= keepDays * DAY_MS) return []
  return [{ code: 'young', text: `written within ${keepDays} days` }]
}
