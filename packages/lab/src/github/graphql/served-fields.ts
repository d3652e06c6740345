import { commitMutation } from './commit-mutation.ts'
import type { Resolver } from './context.ts'
import { pullMutations } from './pull-mutations.ts'
import { queryRoot } from './query-root.ts'
import { queueMutations } from './queue-mutations.ts'
import { refMutations } from './ref-mutations.ts'

const mutations: Record<string, Resolver> = { ...refMutations, ...commitMutation, ...pullMutations, ...queueMutations }

/** Resolvers of the root fields. */
export const root: Record<string, Resolver> = { ...queryRoot, ...mutations }

/** Root fields that the lab answers. */
export const servedQueries: readonly string[] = Object.keys(queryRoot)
export const servedMutations: readonly string[] = Object.keys(mutations)
export const servedFields: readonly string[] = Object.keys(root)
