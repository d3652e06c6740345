import type { TargetDescriptor } from './target.ts'
import { shown, TargetError } from './target-error.ts'

/** A target descriptor from JSON text, as one action hands it to the next. */
export function parseTarget(text: string): TargetDescriptor {
  const value = readJson(text)
  if (typeof value !== 'object' || value === null || !('provider' in value)) throw invalid(text, 'a JSON object with a provider')
  const { provider, directory } = value as { provider: unknown; directory?: unknown }
  if (provider !== 'local') throw invalid(provider, 'local')
  if (directory === undefined) return { provider }
  if (typeof directory !== 'string' || directory === '') throw invalid(directory, 'a directory name')
  return { provider, directory }
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
