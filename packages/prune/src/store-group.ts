import { findTarget, type GitopsConfig, type PortDescriptor, type TargetDescriptor } from '@mfe-gitops/contract'

/** One store, and everything in gitops.yaml that uses it. */
export interface StoreGroup {
  /** What tells it from other stores, such as `s3://bucket/prefix`. */
  readonly store: string
  /** Targets of environments that have it as their store. */
  readonly targets: readonly string[]
  /** The environments that it serves: what any of them needs stays. */
  readonly environments: readonly string[]
}

/** The stores of all environments, each once, however many targets name it. */
export function groupStores(config: Pick<GitopsConfig, 'environments' | 'targets'>): StoreGroup[] {
  const groups = new Map<string, { targets: Set<string>; environments: string[] }>()
  for (const [environment, { target }] of Object.entries(config.environments)) {
    const descriptor = findTarget(config, target)
    if (descriptor === undefined) continue // a config that was parsed has none of these
    const store = storeName(storeOf(descriptor))
    const group = groups.get(store) ?? { targets: new Set<string>(), environments: [] }
    group.targets.add(target)
    group.environments.push(environment)
    groups.set(store, group)
  }
  return [...groups].map(([store, { targets, environments }]) => ({ store, targets: [...targets], environments }))
}

function storeOf({ ports, ...descriptor }: TargetDescriptor): PortDescriptor {
  return ports?.store ?? (descriptor as PortDescriptor)
}

function storeName({ provider, directory, bucket, prefix, endpoint }: PortDescriptor): string {
  if (provider === 'local') return `local ${directory ?? '$MFE_LOCAL_TARGET'}`
  return `s3://${bucket}${prefix === undefined ? '' : `/${prefix}`}${endpoint === undefined ? '' : ` at ${endpoint}`}`
}
