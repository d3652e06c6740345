import { ActionError } from '@mfe-gitops/action-kit'
import { showValue } from '@mfe-gitops/contract'

/** A stored version never changes: somebody deployed other bytes under this name before. */
export function otherBytes(key: string): ActionError {
  return new ActionError(
    'version-exists-with-other-bytes',
    `The store holds ${showValue(key)} with other bytes than this artifact. A deployed version never changes: publish and deploy a new version.`,
  )
}
