import { ActionError } from '@mfe-gitops/action-kit'
import { showValue } from '@mfe-gitops/contract'
import type { ReleasePlan } from './release-plan.ts'

/** A stored version never changes: somebody deployed other bytes under this name before. */
export function otherBytes(key: string): ActionError {
  return new ActionError(
    'version-exists-with-other-bytes',
    `The store holds ${showValue(key)} with other bytes than this artifact. A deployed version never changes: publish and deploy a new version.`,
  )
}

/** The same package under a registration whose entry was another file then: seen at a rollback to before that change. */
export function otherEntry({ prefix, artifact }: Pick<ReleasePlan, 'prefix' | 'artifact'>, stored: { entry: string }): ActionError {
  return new ActionError(
    'version-exists-with-other-bytes',
    `The store holds ${showValue(prefix)} with the entry ${showValue(stored.entry)}, and the registration names ${showValue(artifact.entry)}. Set \`artifact.entry\` of the registration back for this version, or deploy a version that was stored with the new entry.`,
  )
}
