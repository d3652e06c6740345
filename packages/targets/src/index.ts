export type { PortDescriptor, TargetDescriptor, TargetPort } from '@mfe-gitops/contract'
export type {
  ArtifactStore,
  ByteSource,
  CopyResult,
  ListedObject,
  ObjectBody,
  ObjectHeaders,
  ObjectMeta,
  Pruner,
  PutResult,
  StoredObject,
} from './artifact-store.ts'
export type { EdgeCache, Purge, PurgeFeed, PurgeRecord, PurgeRequest } from './edge-cache.ts'
export type { Activation, ActivationName, Canary, LiveRow, LiveTable, ServedVersion, Withdrawal, Withdrawn } from './live-table.ts'
export { HISTORY_WINDOW, liveKey } from './live-table.ts'
export { parseTarget } from './parse-target.ts'
export { isBeingPruned, PRUNE_MARKS, pruneMarkKey, pruneMarksPrefix } from './prune-mark.ts'
export { type PurgeWait, waitForPurge } from './purge-wait.ts'
export { checkKey, MANIFEST_NAME, objectKey, versionPrefix } from './storage-key.ts'
export type { Target } from './target.ts'
export { openTarget } from './target.ts'
export type { TargetErrorCode } from './target-error.ts'
export { TargetError } from './target-error.ts'
