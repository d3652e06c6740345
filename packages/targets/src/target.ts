import type { ArtifactStore, Pruner } from './artifact-store.ts'
import type { EdgeCache, PurgeFeed } from './edge-cache.ts'
import type { LiveTable } from './live-table.ts'
import { shown, TargetError } from './target-error.ts'

/** A target as `gitops.yaml` names it. */
export interface TargetDescriptor {
  provider: 'local'
  directory?: string | undefined
}

/** Where deployments go: three ports, and what is needed to follow and close them. */
export interface Target {
  store: ArtifactStore
  table: LiveTable
  cache: EdgeCache
  pruner: Pruner
  /** Present when the provider's caches follow purges themselves, as the local edge server does. */
  feed?: PurgeFeed
  close(): Promise<void>
}

/** Opens a target; only the code of the provider asked for is loaded. */
export async function openTarget(descriptor: TargetDescriptor, env: Record<string, string | undefined>): Promise<Target> {
  switch (descriptor.provider) {
    case 'local': {
      const { openLocalTarget } = await import('./local/index.ts')
      return openLocalTarget(localDirectory(descriptor.directory, env))
    }
    default:
      throw new TargetError(
        'target-unknown',
        `gitops.yaml names the target provider ${shown(descriptor.provider).slice(0, 80)}, which does not exist. Use "local".`,
      )
  }
}

function localDirectory(directory: string | undefined, env: Record<string, string | undefined>): string {
  const found = directory || env.MFE_LOCAL_TARGET
  if (found) return found
  throw new TargetError(
    'target-unknown',
    'The local target has no directory: neither `directory` in gitops.yaml nor the environment variable MFE_LOCAL_TARGET is set. Set one of them.',
  )
}
