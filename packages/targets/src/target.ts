import type { PortDescriptor, TargetDescriptor, TargetPort } from '@mfe-gitops/contract'
import type { ArtifactStore, Pruner } from './artifact-store.ts'
import { checkDescriptor } from './descriptor.ts'
import type { EdgeCache, PurgeFeed } from './edge-cache.ts'
import type { LiveTable } from './live-table.ts'
import { TargetError } from './target-error.ts'

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

type Env = Readonly<Record<string, string | undefined>>

const allPorts: readonly TargetPort[] = ['store', 'table', 'cache']

/** Opens a target; only the code of the providers asked for is loaded. */
export async function openTarget(descriptor: TargetDescriptor, env: Env): Promise<Target> {
  checkDescriptor(descriptor, allPorts)
  const { ports, provider } = descriptor
  return ports === undefined || provider !== 'mixed' ? openProvider(descriptor as PortDescriptor, env) : openMixed(ports, env)
}

async function openProvider(descriptor: PortDescriptor, env: Env): Promise<Target> {
  switch (descriptor.provider) {
    case 'local': {
      const { openLocalTarget } = await import('./local/index.ts')
      return openLocalTarget(localDirectory(descriptor.directory, env))
    }
    case 'aws': {
      const { openAwsTarget } = await import('./aws/index.ts')
      return openAwsTarget(descriptor, env)
    }
  }
}

/** Each port from the target that is named for it; a place that serves several ports is opened once for each of them. */
async function openMixed(ports: Readonly<Record<TargetPort, PortDescriptor>>, env: Env): Promise<Target> {
  const [store, table, cache] = await Promise.all([ports.store, ports.table, ports.cache].map((port) => openProvider(port, env)))
  if (store === undefined || table === undefined || cache === undefined) throw new Error('A port was not opened.')
  return {
    ...{ store: store.store, pruner: store.pruner, table: table.table, cache: cache.cache },
    ...(cache.feed === undefined ? {} : { feed: cache.feed }),
    close: async () => {
      for (const opened of [store, table, cache]) await opened.close()
    },
  }
}

function localDirectory(directory: string | undefined, env: Env): string {
  const found = directory || env.MFE_LOCAL_TARGET
  if (found) return found
  throw new TargetError(
    'target-unknown',
    'The local target has no directory: neither `directory` in gitops.yaml nor the environment variable MFE_LOCAL_TARGET is set. Set one of them.',
  )
}
