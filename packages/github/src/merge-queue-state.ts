import { type Check, type ContextNode, checkFields, toCheck } from './check.ts'

/** Where a pull request stands with the merge queue of its base. */
export interface QueueState {
  /** The base is changed by its queue alone. */
  readonly isRequired: boolean
  /** Its place in the queue, or null. */
  readonly entry: { readonly state: string; readonly position: number; readonly group: MergeGroup | null } | null
  /** The last time that it left the queue; GitHub calls a merge a removal, too. */
  readonly removal: QueueRemoval | null
}

/** The test merge that a queue checks, and what has reported on it. */
export interface MergeGroup {
  readonly commit: string
  readonly checks: readonly Check[]
}

export interface QueueRemoval {
  readonly id: string
  /** In GitHub's words, such as `failed_checks`, `manual`, `merge_conflict` or `merged`; the list is not documented. */
  readonly reason: string
  readonly by: string | null
  readonly group: MergeGroup | null
}

const groupFields = `{ oid statusCheckRollup { contexts(first: 100) { nodes {
              ${checkFields}
      } } } }`

export const queueFields = `isMergeQueueEnabled
      mergeQueueEntry { state position headCommit ${groupFields} }
      timelineItems(last: 1, itemTypes: [REMOVED_FROM_MERGE_QUEUE_EVENT]) {
        nodes { ... on RemovedFromMergeQueueEvent { id reason actor { login } beforeCommit ${groupFields} } }
      }`

interface GroupNode {
  oid: string
  statusCheckRollup: { contexts: { nodes: ContextNode[] } } | null
}

export interface QueueNode {
  isMergeQueueEnabled: boolean
  mergeQueueEntry: { state: string; position: number; headCommit: GroupNode | null } | null
  timelineItems: { nodes: { id: string; reason: string | null; actor: { login: string } | null; beforeCommit: GroupNode | null }[] } | null
}

export function toQueueState({ isMergeQueueEnabled, mergeQueueEntry, timelineItems }: QueueNode): QueueState {
  const removal = timelineItems?.nodes.at(-1)
  return {
    isRequired: isMergeQueueEnabled === true,
    entry: mergeQueueEntry && {
      state: mergeQueueEntry.state,
      position: mergeQueueEntry.position,
      group: toGroup(mergeQueueEntry.headCommit),
    },
    removal: removal
      ? { id: removal.id, reason: removal.reason ?? 'unknown', by: removal.actor?.login ?? null, group: toGroup(removal.beforeCommit) }
      : null,
  }
}

function toGroup(node: GroupNode | null): MergeGroup | null {
  return node && { commit: node.oid, checks: (node.statusCheckRollup?.contexts.nodes ?? []).map(toCheck) }
}
