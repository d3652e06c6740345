import type { Lab } from './lab.ts'

/** One story that the lab plays: it acts, waits, and throws when something is not as it should be. */
export interface Scenario {
  /** What `--scenario` calls it. */
  readonly name: string
  /** One sentence for `--list`. */
  readonly summary: string
  run(lab: Lab): Promise<void>
}

/** Gives a scenario its type. A module outside the repository may export the plain object instead. */
export function defineScenario(scenario: Scenario): Scenario {
  return scenario
}
