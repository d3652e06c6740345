import { spawnSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { own } from '@mfe-gitops/contract'
import type { Scenario } from './scenario.ts'

const shippedFolder = fileURLToPath(new URL('../../scenarios', import.meta.url))

/** Names of the shipped scenarios, without loading them. The long ones are played by name only, not by `npm test`. */
export function shippedScenarioNames(which: 'all' | 'short' = 'all'): string[] {
  return Object.keys(which === 'all' ? { ...scenariosIn('.'), ...scenariosIn('long') } : scenariosIn('.')).sort()
}

function scenariosIn(folder: string): Record<string, string> {
  const files = readdirSync(resolve(shippedFolder, folder)).filter((name) => name.endsWith('.ts'))
  return Object.fromEntries(files.map((name) => [name.slice(0, -3), resolve(shippedFolder, folder, name)]))
}

/** A shipped scenario by its name, or any module by its path, seen from `folder`. Throws a sentence for people. */
export async function loadScenario(nameOrPath: string, folder = process.cwd()): Promise<Scenario> {
  const shipped = { ...scenariosIn('.'), ...scenariosIn('long') }
  const file = own(shipped, nameOrPath) ?? resolve(folder, nameOrPath)
  if (!statSync(file, { throwIfNoEntry: false })?.isFile())
    throw new ScenarioError(
      `There is no scenario ${JSON.stringify(nameOrPath)}: it is neither a file nor one of ${shippedScenarioNames().join(', ')}.`,
    )
  const { default: scenario } = await load(file)
  if (typeof scenario?.name !== 'string' || typeof scenario.summary !== 'string' || typeof scenario.run !== 'function')
    throw new ScenarioError(
      `${file} is not a scenario: its default export must have a name, a summary and a function run(lab). See docs/lab.md.`,
    )
  return scenario as Scenario
}

async function load(file: string): Promise<{ default?: Partial<Scenario> }> {
  try {
    return (await import(pathToFileURL(file).href)) as { default?: Partial<Scenario> }
  } catch (error) {
    throw new ScenarioError(`${file} cannot be loaded:\n${describe(file, error)}`)
  }
}

/** Where and why, without the frames of Node's loader. Of a syntax error only a check of the file tells the line. */
function describe(file: string, error: unknown): string {
  const { stderr } = error instanceof SyntaxError ? spawnSync(process.execPath, ['--check', file], { encoding: 'utf8' }) : { stderr: '' }
  const text = stderr.trim() || (error instanceof Error ? (error.stack ?? error.message) : String(error))
  return text
    .split('\n')
    .filter((line) => !/^\s+at .*node:internal|^Node\.js v/.test(line))
    .join('\n')
    .trim()
}

/** A wrong choice by the user, not a failure of the scenario. */
export class ScenarioError extends Error {}
