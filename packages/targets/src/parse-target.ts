import { isMap, type TargetDescriptor } from '@mfe-gitops/contract'
import { checkDescriptor } from './descriptor.ts'
import { shown, TargetError } from './target-error.ts'

/** A target descriptor from JSON text, as one action hands it to the next. */
export function parseTarget(text: string): TargetDescriptor {
  const value = readJson(text)
  if (!isDescriptor(value)) throw invalid(text, 'a JSON object of texts, with a provider')
  const { ports } = value
  if (ports !== undefined && !(isMap(ports) && Object.values(ports).every(isDescriptor))) throw invalid(text, 'a target for each port')
  const descriptor = value as TargetDescriptor
  checkDescriptor(descriptor, ['store', 'table', 'cache'])
  return descriptor
}

function isDescriptor(value: unknown): value is Record<string, unknown> {
  if (!isMap(value) || typeof value.provider !== 'string') return false
  return Object.entries(value).every(([name, field]) => name === 'ports' || (typeof field === 'string' && field !== ''))
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw invalid(text, 'JSON text')
  }
}

function invalid(seen: unknown, allowed: string): TargetError {
  return new TargetError(
    'target-unknown',
    `The target ${shown(seen)} is refused; allowed is ${allowed}. Pass what deploy-artifact gives as "target".`,
  )
}
