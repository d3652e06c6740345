type Arguments = { readonly input?: { readonly refUpdates?: readonly unknown[] } }

const one = () => 1

/**
 * Mutations that make something which GitHub counts against the limit of content creation, and how many things of it; the REST routes
 * say `creates`. from memory: that two creating mutations in one document count twice.
 */
const creating: Readonly<Record<string, (args: Arguments) => number>> = {
  createRef: one,
  updateRefs: ({ input }) => input?.refUpdates?.length ?? 1,
  createCommitOnBranch: one,
  createPullRequest: one,
  mergePullRequest: one,
  enqueuePullRequest: one,
}

/** What a root field of a mutation has made when it succeeds. */
export function contentsOf(field: string, args: Arguments): number {
  return creating[field]?.(args) ?? 0
}

/** The least that a document makes when everything in it succeeds, for who has to decide before. */
export function leastContents(fields: readonly string[]): number {
  return fields.filter((field) => creating[field]).length
}
