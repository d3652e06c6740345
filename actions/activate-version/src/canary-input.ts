import { ActionError } from '@mfe-gitops/action-kit'
import { grammar } from '@mfe-gitops/contract'
import type { Canary } from '@mfe-gitops/targets'

/** Reads the canary as deploy-artifact gives it; undefined where there is none. */
export function readCanary(value: unknown): Canary | undefined {
  if (value === undefined) return undefined
  const { version, percentage, integrity, prefix, entry, entryIntegrity = null } = (value ?? {}) as Partial<Record<keyof Canary, unknown>>
  const texts = [version, integrity, prefix, entry].every((text): text is string => typeof text === 'string' && text !== '')
  const isShare = Number.isInteger(percentage) && Number(percentage) >= 1 && Number(percentage) <= 99
  if (texts && isShare && grammar.version.pattern.test(String(version)) && (entryIntegrity === null || typeof entryIntegrity === 'string'))
    return { version, percentage, integrity, prefix, entry, entryIntegrity } as Canary
  const allowed = 'version, percentage (1 to 99), integrity, prefix, entry and entryIntegrity'
  throw new ActionError(
    'input-invalid',
    `Input "canary" must be a JSON object with ${allowed}. Pass what deploy-artifact gives as "canary".`,
  )
}
