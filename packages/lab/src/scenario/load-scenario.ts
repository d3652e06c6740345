import { existsSync, readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Scenario } from './scenario.ts'

const shippedFolder = fileURLToPath(new URL('../../scenarios', import.meta.url))

/** Names of the shipped scenarios, without loading them. */
export function shippedScenarioNames(): string[] {
  return readdirSync(shippedFolder)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => name.slice(0, -3))
    .sort()
}

/** A shipped scenario by its name, or any module by its path. Throws a sentence for people. */
export async function loadScenario(nameOrPath: string): Promise<Scenario> {
  const names = shippedScenarioNames()
  const isShipped = names.includes(nameOrPath)
  const file = isShipped ? resolve(shippedFolder, `${nameOrPath}.ts`) : resolve(nameOrPath)
  if (!existsSync(file))
    throw new ScenarioError(`There is no scenario ${JSON.stringify(nameOrPath)}: it is neither a file nor one of ${names.join(', ')}.`)
  const { default: scenario } = (await import(pathToFileURL(file).href)) as { default?: Partial<Scenario> }
  if (typeof scenario?.name !== 'string' || typeof scenario.run !== 'function')
    throw new ScenarioError(
      `${file} is not a scenario: its default export must have a name, a summary and a function run(lab). See docs/lab.md.`,
    )
  return scenario as Scenario
}

/** A wrong choice by the user, not a failure of the scenario. */
export class ScenarioError extends Error {}
