import { ActionError } from '@mfe-gitops/action-kit'
import type { FileHeaders } from '@mfe-gitops/artifact'
import { showValue } from '@mfe-gitops/contract'
import type { ArtifactStore, ObjectHeaders } from '@mfe-gitops/targets'

/** Gives a stored object the headers that it should have, by a copy inside the store. True when they were others. */
export async function mendHeaders(store: ArtifactStore, key: string, wanted: FileHeaders): Promise<boolean> {
  const found = await store.head(key)
  if (found !== null && sameHeaders(found, wanted)) return false
  const result = found === null ? 'missing' : await store.copy(key, key, wanted)
  if (result === 'copied') return true
  throw new ActionError(
    'store-failed',
    `The store lost ${showValue(key)} of a version that was complete (${result}). Find out who removed or replaced it, then deploy a new version.`,
  )
}

function sameHeaders(found: ObjectHeaders, wanted: FileHeaders): boolean {
  const text = ({ contentType, cacheControl, contentEncoding = '', tags = [] }: ObjectHeaders) =>
    JSON.stringify([contentType, cacheControl, contentEncoding, tags])
  return text(found) === text(wanted)
}
