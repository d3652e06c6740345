import { createHash } from 'node:crypto'
import { type ArtifactStore, type ListedObject, type Pruner, pruneMarkKey, pruneMarksPrefix, TargetError } from '@mfe-gitops/targets'

interface MarkPorts {
  readonly store: ArtifactStore
  readonly pruner: Pruner
  now(): number
}

/** The marks of one prune. */
export interface Marks {
  set(prefix: string): Promise<void>
  /** Takes the own mark away. */
  remove(prefix: string): Promise<void>
  /** Takes the own mark away, and before it those of prunes that died. */
  clear(prefix: string): Promise<void>
  /** Throws when so much time has passed since the mark was set that another prune may take this one for dead. */
  assertFresh(prefix: string): void
}

/**
 * How old the mark of a prune is that has died. It removes nothing after half of that time, measured by its own clock: what is left makes up for
 * clocks that differ and for a last call that is slow.
 */
export const MARK_LIFETIME_MS = 60 * 60 * 1000

export function createMarks(ports: MarkPorts, run: string): Marks {
  const { store, pruner, now } = ports
  const setAt = new Map<string, number>()
  const remove = (prefix: string) => pruner.remove(pruneMarkKey(prefix, run))
  return {
    set: async (prefix) => {
      const at = now()
      setAt.set(prefix, at)
      const body = new TextEncoder().encode(`${JSON.stringify({ schema: 1, run, at: new Date(at).toISOString() })}\n`)
      const sha256 = createHash('sha256').update(body).digest('hex')
      await store.putIfAbsent(pruneMarkKey(prefix, run), body, { contentType: 'application/json', cacheControl: 'no-store', sha256 })
    },
    remove,
    clear: async (prefix) => {
      await removeDeadMarks(ports, prefix, pruneMarkKey(prefix, run))
      await remove(prefix)
    },
    assertFresh: (prefix) => {
      if (now() - (setAt.get(prefix) ?? 0) <= MARK_LIFETIME_MS / 2) return
      throw new TargetError('store-failed', `Removing ${prefix} took too long. Run mfe prune again: it finishes what was begun.`)
    },
  }
}

/** The marks of prunes that died. */
export async function listDeadMarks(
  { store, now }: { readonly store: Pick<ArtifactStore, 'list'>; now(): number },
  prefix: string,
): Promise<ListedObject[]> {
  const marks = await store.list(pruneMarksPrefix(prefix))
  return marks.filter(({ modifiedAt }) => now() - modifiedAt > MARK_LIFETIME_MS)
}

/** Takes the marks of prunes that died away, but for an own one; how many there were. */
export async function removeDeadMarks(ports: MarkPorts, prefix: string, own?: string): Promise<number> {
  const dead = (await listDeadMarks(ports, prefix)).filter(({ key }) => key !== own)
  for (const { key } of dead) await ports.pruner.remove(key)
  return dead.length
}
