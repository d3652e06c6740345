import { type Context, once } from '../graphql/context.ts'
import type { Repository } from '../records.ts'
import type { LagKind } from '../types.ts'
import { revision } from './rest-visibility.ts'
import { keyIn } from './visibility.ts'

/** Whether an answer shows something; all of its fields agree, and count as one read. */
export function isSeen(context: Context, repository: Repository, [kind, thing]: readonly [LagKind, string | number]): Promise<boolean> {
  const key = keyIn(repository.fullName, thing)
  return once(context, `seen ${kind} ${key}`, async () => context.world.visibility.sees(kind, key))
}

/** The same for an expression such as `main:gitops.yaml`, which begins with a branch or a commit. */
export function isExpressionSeen(context: Context, repository: Repository, expression: string): Promise<boolean> {
  return isSeen(context, repository, revision(/^[^:^~]*/.exec(expression)?.[0] ?? ''))
}

/** Those of a list that are seen. */
export async function seenOnly<Item>(
  items: readonly Item[],
  {
    context,
    repository,
    subject,
  }: { context: Context; repository: Repository; subject: (item: Item) => readonly [LagKind, string | number] },
): Promise<Item[]> {
  const seen = await Promise.all(items.map((item) => isSeen(context, repository, subject(item))))
  return items.filter((_, at) => seen[at])
}
