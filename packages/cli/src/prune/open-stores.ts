import { ActionError, rejection } from '@mfe-gitops/action-kit'
import type { ConfigState } from '@mfe-gitops/config-repository'
import { findTarget, type GitopsConfig, type PortDescriptor, reason, type TargetDescriptor } from '@mfe-gitops/contract'
import { groupStores, type LocalFolder, type StoreGroup, type WantedEnvironment, type WantedState } from '@mfe-gitops/prune'
import { openTarget, type Target, TargetError } from '@mfe-gitops/targets'
import type { CliPorts } from '../ports.ts'
import { localFolderOf } from './local-folder.ts'

/** The targets of a config repository, each opened once and closed together. */
export interface OpenTargets {
  /** Where local targets are for this process. */
  readonly localFolder: LocalFolder
  open(config: GitopsConfig, name: string): Promise<Target>
  close(): Promise<void>
}

/** Opens targets with a role for pruning: the role that gitops.yaml names is the one that deploys, and can delete nothing. */
export function openTargets(env: CliPorts['env'], role: string | undefined): OpenTargets {
  const opened = new Map<string, Promise<Target>>()
  return {
    localFolder: localFolderOf(env),
    open: (config, name) => {
      const descriptor = findTarget(config, name)
      if (descriptor === undefined) throw new TargetError('target-unknown', `gitops.yaml has no target ${JSON.stringify(name)}.`)
      const own = withRole(descriptor, role)
      const key = JSON.stringify(own)
      const known = opened.get(key) ?? openTarget(own, env)
      opened.set(key, known)
      return known
    },
    close: async () => {
      for (const target of await Promise.allSettled(opened.values())) if (target.status === 'fulfilled') await target.value.close()
    },
  }
}

function withRole({ ports, ...descriptor }: TargetDescriptor, role: string | undefined): TargetDescriptor {
  const own = <T extends PortDescriptor | TargetDescriptor>({ role: _, ...rest }: T) =>
    (role !== undefined && rest.provider === 'aws' ? { ...rest, role } : rest) as T
  if (ports === undefined) return own(descriptor)
  return { ...own(descriptor), ports: { store: own(ports.store), table: own(ports.table), cache: own(ports.cache) } }
}

/** The stores that are meant: that of one target, or those of all environments. */
export function chooseStores(config: GitopsConfig, target: string | null, { localFolder }: OpenTargets): StoreGroup[] {
  const groups = groupStores(config, localFolder)
  if (target === null) return groups
  const found = groups.filter(({ targets }) => targets.includes(target))
  if (found.length > 0) return found
  const allowed = groups.flatMap(({ targets }) => targets)
  const summary = 'No environment uses a target of this name'
  const refusal = reason('target-unknown', { field: '--target', seen: target, allowed, summary, remedy: 'Name one of these.' })
  throw new ActionError(refusal.code, refusal.message, { reasons: [refusal] })
}

/**
 * A store as gitops.yaml has it now. The target of a name may be another store than it was a moment ago, and the environments of a store may be gone:
 * nothing says then what they still need, and nothing may be removed.
 */
export function currentStore(config: GitopsConfig, store: string, { localFolder }: OpenTargets): StoreGroup {
  const groups = groupStores(config, localFolder)
  const found = groups.find((group) => group.store === store)
  if (found !== undefined) return found
  const allowed = groups.map((group) => group.store)
  const summary = 'No environment has this store any more: gitops.yaml was changed meanwhile'
  throw rejection([reason('prune-plan-refused', { field: 'stores', seen: store, allowed, summary })])
}

/** What the config repository wants of one store, with the live tables of all environments that share it. */
export async function wantedOf({ config, registered, desired }: ConfigState, store: string, targets: OpenTargets): Promise<WantedState> {
  const wanted = currentStore(config, store, targets).environments.map(async (environment): Promise<WantedEnvironment> => {
    const { table } = await targets.open(config, config.environments[environment]?.target ?? '')
    const own = desired.filter((one) => one.environment === environment)
    return { environment, desired: new Map(own.map((one) => [one.mfe, one.desired])), table }
  })
  return { registered, environments: await Promise.all(wanted) }
}
