import type { Reason } from './generated/documents.ts'
import { reason } from './reason.ts'

/** A reason for a freeze, with the sentence of whoever froze it. */
export function frozen(code: 'environment-frozen' | 'mfe-frozen', field: string, seen: string, why: string): Reason {
  const what = code === 'environment-frozen' ? 'The environment is frozen' : 'The micro-frontend is frozen in this environment'
  return reason(code, { field, seen, summary: `${what}: ${why}` })
}
