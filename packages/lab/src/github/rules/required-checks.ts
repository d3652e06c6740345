import type { BranchRules } from '../types.ts'
import type { CheckResult } from './check-results.ts'

export interface RequiredCheck {
  readonly context: string
  readonly appId: number | null
}
export interface UnmetCheck {
  readonly context: string
  readonly state: 'expected' | 'pending' | 'failing'
}

export function requiredChecks(rules: readonly BranchRules[]): RequiredCheck[] {
  const all = rules.flatMap((rule) => rule.requiredChecks ?? [])
  return all.map((check) => (typeof check === 'string' ? { context: check, appId: null } : check))
}

/** Required checks that have not passed, in the order in which the rules name them. */
export function unmetChecks(required: readonly RequiredCheck[], results: readonly CheckResult[]): UnmetCheck[] {
  return required.flatMap(({ context, appId }): UnmetCheck[] => {
    const found = results.filter((result) => result.context === context && (appId === null || result.appId === appId))
    if (found.length === 0) return [{ context, state: 'expected' }]
    // A status and a job of one name both have to pass.
    if (found.some((result) => result.state === 'failing')) return [{ context, state: 'failing' }]
    return found.some((result) => result.state === 'pending') ? [{ context, state: 'pending' }] : []
  })
}

/** The sentence of a refused merge or push. */
export function checksSentence(unmet: readonly UnmetCheck[], required: number): string {
  const [first] = unmet
  // seen: PennyDreadfulMTG/Penny-Dreadful-Tools#6226 for one check, atom/github#2133 for several
  if (first && required === 1) return `Required status check "${first.context}" is ${first.state}.`
  const count = (state: UnmetCheck['state']) => unmet.filter((check) => check.state === state).length
  const states = (['expected', 'failing', 'pending'] as const).filter((state) => count(state) > 0)
  if (states.length === 1) return `${unmet.length} of ${required} required status checks are ${states[0]}.`
  // from memory: the sentence for checks in different states
  return `${unmet.length} of ${required} required status checks have not succeeded: ${states.map((state) => `${count(state)} ${state}`).join(' and ')}.`
}
