import type { GitopsConfig, Reason } from './generated/documents.ts'
import { own } from './own-value.ts'
import { reason } from './reason.ts'

/** Why an environment takes nothing now: none while it is not frozen. */
export function freezeReasons({ environments }: GitopsConfig, environment: string): Reason[] {
  const freeze = own(environments, environment)?.frozen
  return freeze === undefined ? [] : [frozen('environment-frozen', 'environment', environment, freeze.reason)]
}

/** A reason for a freeze, with the sentence of whoever froze it. */
export function frozen(code: 'environment-frozen' | 'mfe-frozen', field: string, seen: string, why: string): Reason {
  const what = code === 'environment-frozen' ? 'The environment is frozen' : 'The micro-frontend is frozen in this environment'
  return reason(code, { field, seen, summary: `${what}: ${why}` })
}
