import type { ArtifactStore } from './artifact-store.ts'
import { objectKey } from './storage-key.ts'

/**
 * Folder below a version that holds a mark of every prune that is at work on it. Each prune has a mark of its own, so that none takes away what another
 * relies on. The folder is apart from the manifest: until the files go, the version is served as it was, whenever a prune dies.
 */
export const PRUNE_MARKS = 'mfe-pruning'

/** What the keys of all marks of a version start with. */
export function pruneMarksPrefix(prefix: string): string {
  return `${objectKey(prefix, PRUNE_MARKS)}/`
}

/** Key of the mark of one prune on a version. */
export function pruneMarkKey(prefix: string, run: string): string {
  return `${pruneMarksPrefix(prefix)}${run}.json`
}

/** Whether a prune is at work on a version. Whoever releases it asks this after the desired state was merged; a prune reads the desired state after it set its mark. */
export async function isBeingPruned(store: ArtifactStore, prefix: string): Promise<boolean> {
  return (await store.list(pruneMarksPrefix(prefix))).length > 0
}
