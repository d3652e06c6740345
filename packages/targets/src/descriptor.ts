import { type PortDescriptor, type TargetDescriptor, type TargetPort, targetFaults } from '@mfe-gitops/contract'
import { shown, TargetError } from './target-error.ts'

/** The names of the providers that there is code for. */
export const providers = ['local', 'aws'] as const

/** Refuses a target that names no provider, lacks a field of its provider for these ports, or has one that belongs to another. */
export function checkDescriptor(descriptor: TargetDescriptor | PortDescriptor, ports: readonly TargetPort[]): void {
  for (const { provider } of [descriptor, ...Object.values(descriptorPorts(descriptor))]) {
    if (provider !== 'mixed' && !providers.includes(provider)) throw unknownProvider(provider)
  }
  const [fault] = targetFaults(descriptor, ports)
  if (fault === undefined) return
  const { path, seen, allowed, summary, remedy } = fault
  const value = seen === undefined ? '' : ` It is ${shown(seen)}; allowed: ${allowed}.`
  throw new TargetError('target-unknown', `The target in gitops.yaml, ${path.join('.')}: ${summary}${value} ${remedy}`)
}

function descriptorPorts(descriptor: TargetDescriptor): Partial<Record<TargetPort, PortDescriptor>> {
  return descriptor.ports ?? {}
}

function unknownProvider(provider: unknown): TargetError {
  return new TargetError(
    'target-unknown',
    `gitops.yaml names the target provider ${shown(provider).slice(0, 80)}, which does not exist. Use one of ${providers.join(', ')}, mixed.`,
  )
}
