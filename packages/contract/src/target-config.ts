import type { GitopsConfig, TargetConfig } from './generated/documents.ts'
import { own } from './own-value.ts'

export type TargetPort = 'store' | 'table' | 'cache'

type Provider = Exclude<TargetConfig['provider'], 'mixed'>
type Field = Exclude<keyof TargetConfig, 'provider' | 'ports'>
type Fields = { readonly [Name in Field]?: string | undefined }

/** Where one port is. */
export type PortDescriptor = Fields & { readonly provider: Provider }

/** A target with everything that is needed to open it; of a mixed one, the target of each port. */
export type TargetDescriptor = Fields & {
  readonly provider: TargetConfig['provider']
  readonly ports?: Readonly<Record<TargetPort, PortDescriptor>> | undefined
}

export interface TargetFault {
  readonly path: readonly string[]
  readonly seen?: unknown
  readonly allowed: string
  readonly summary: string
  readonly remedy: string
}

/** Fields that a provider needs for a port, and those that it takes. */
const needs: Record<Provider, Record<TargetPort, readonly Field[]>> = {
  local: { store: [], table: [], cache: [] },
  aws: { store: ['region', 'bucket'], table: ['region', 'table'], cache: ['region'] },
}
const takes: Record<Provider, readonly Field[]> = {
  local: ['directory'],
  aws: ['region', 'bucket', 'prefix', 'table', 'distribution', 'role', 'endpoint'],
}
const allPorts: readonly TargetPort[] = ['store', 'table', 'cache']

/** The target of a name, with the targets that it is mixed from; undefined when one of them is missing. */
export function findTarget({ targets }: Pick<GitopsConfig, 'targets'>, name: string): TargetDescriptor | undefined {
  const target = own(targets, name)
  if (target === undefined) return undefined
  const { ports, ...rest } = target
  if (ports === undefined) return rest
  const parts = allPorts.map((port) => [port, own(targets, ports[port])] as const)
  const isWhole = parts.every(([, part]) => part !== undefined && part.provider !== 'mixed')
  return isWhole ? { ...rest, ports: Object.fromEntries(parts) as Record<TargetPort, PortDescriptor> } : undefined
}

/** What keeps a target from being opened: a field that its provider needs or does not take. */
export function targetFaults({ ports, ...target }: TargetDescriptor, used: readonly TargetPort[] = allPorts): TargetFault[] {
  if (target.provider === 'mixed') {
    if (ports === undefined) return [missing('ports', 'mixed')]
    const nested = used.flatMap((port) =>
      portFaults(ports[port], port).map((fault) => ({ ...fault, path: ['ports', port, ...fault.path] })),
    )
    return [...foreign(target, []), ...nested]
  }
  const provider: Provider = target.provider
  const needed = [...new Set(used.flatMap((port) => needs[provider][port]))]
  return [
    ...needed.filter((field) => target[field] === undefined).map((field) => missing(field, provider)),
    ...foreign({ ...target, ports }, takes[provider]),
  ]
}

function portFaults(descriptor: PortDescriptor | undefined, port: TargetPort): TargetFault[] {
  return descriptor === undefined ? [{ ...missing('', 'mixed'), path: [] }] : targetFaults(descriptor, [port])
}

function missing(field: string, provider: string): TargetFault {
  return {
    path: [field],
    allowed: `a value that the provider ${provider} can use`,
    summary: 'A field is missing.',
    remedy: `Add it: the provider ${provider} needs it.`,
  }
}

function foreign(target: TargetDescriptor, allowed: readonly Field[]): TargetFault[] {
  return Object.entries(target)
    .filter(([name, value]) => value !== undefined && name !== 'provider' && !allowed.includes(name as Field))
    .map(([name, seen]) => ({
      path: [name],
      seen,
      allowed: ['provider', ...allowed].join(', '),
      summary: `The provider ${target.provider} does not take this field.`,
      remedy: 'Remove the field, or name the provider that takes it.',
    }))
}

/** Faults of all targets of a config, with their places in it; a target that no environment uses need not be complete. */
export function configTargetFaults(config: GitopsConfig): TargetFault[] {
  const used = new Set(Object.values(config.environments).map(({ target }) => target))
  return Object.entries(config.targets).flatMap(([name, target]) => {
    const at = (fault: TargetFault) => ({ ...fault, path: ['targets', name, ...fault.path] })
    const dangling = Object.entries(target.ports ?? {}).filter(([, part]) => (own(config.targets, part)?.provider ?? 'mixed') === 'mixed')
    if (dangling.length > 0) return dangling.map(([port, part]) => at(danglingPort(port, part)))
    const descriptor = findTarget(config, name)
    return descriptor === undefined ? [] : targetFaults(descriptor, used.has(name) ? allPorts : []).map(at)
  })
}

function danglingPort(port: string, seen: string): TargetFault {
  return {
    path: ['ports', port],
    seen,
    allowed: 'the name of an entry of targets that is not mixed itself',
    summary: 'There is no such target to take the port from.',
    remedy: 'Name another entry of targets.',
  }
}
