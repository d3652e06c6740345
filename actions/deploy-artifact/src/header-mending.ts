import { ActionError } from '@mfe-gitops/action-kit'
import type { FileHeaders } from '@mfe-gitops/artifact'
import { showValue } from '@mfe-gitops/contract'
import type { ArtifactStore } from '@mfe-gitops/targets'

/** Gives a stored object the headers that it should have, by a copy inside the store. True when they were others. */
export async function mendHeaders(store: ArtifactStore, key: string, wanted: FileHeaders): Promise<boolean> {
  const result = await store.copy(key, key, wanted)
  if (result === 'copied' || result === 'unchanged') return result === 'copied'
  throw new ActionError(
    'store-failed',
    `The store lost ${showValue(key)} of a version that was complete (${result}). Find out who removed or replaced it, then deploy a new version.`,
  )
}
