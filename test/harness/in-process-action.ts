import * as merge from '../../actions/auto-merge/src/inputs.ts'
import { main as mergeMain } from '../../actions/auto-merge/src/main.ts'
import * as check from '../../actions/check-deployment/src/inputs.ts'
import { main as checkMain } from '../../actions/check-deployment/src/main.ts'
import * as open from '../../actions/open-pr/src/inputs.ts'
import { main as openMain } from '../../actions/open-pr/src/main.ts'
import * as update from '../../actions/update-config/src/inputs.ts'
import { main as updateMain } from '../../actions/update-config/src/main.ts'
import * as validate from '../../actions/validate-payload/src/inputs.ts'
import { main as validateMain } from '../../actions/validate-payload/src/main.ts'
import { ActionError, asActionError, type Outputs, type Ports } from '../../packages/action-kit/src/index.ts'
import type { ArtifactService } from '../../packages/action-kit/src/run-artifact.ts'
import type { StepOutputs } from './change-steps.ts'
import { defaultInputs } from './run-action.ts'

/** The world of an action that runs in this process. */
export interface InProcess {
  readonly ports: Ports
  readonly service: ArtifactService
}

type Action = (inputs: StepOutputs, world: InProcess) => Promise<Outputs>

const actions: Readonly<Record<string, Action>> = {
  'validate-payload': (inputs, { ports }) => validateMain(reading(inputs, validate.readInputs), ports),
  'update-config': (inputs, { ports, service }) => updateMain(reading(inputs, update.readInputs), ports, async () => service),
  'open-pr': (inputs, { ports }) => openMain(reading(inputs, open.readInputs), ports),
  'check-deployment': (inputs, { ports }) => checkMain(reading(inputs, check.readInputs), ports),
  'auto-merge': (inputs, { ports }) => mergeMain(reading(inputs, merge.readInputs), ports),
}

/** Runs the program of an action in this process: inputs and outputs are text, as between the steps of a job. Throws what ends the action. */
export async function runInProcess(action: string, inputs: StepOutputs, world: InProcess): Promise<StepOutputs> {
  const run = actions[action]
  if (run === undefined) throw new Error(`${action} cannot be run in process yet.`)
  const outputs = await run({ ...(await knownDefaults(action)), ...inputs }, world).catch((error: unknown) => {
    const known = error instanceof ActionError ? error : asActionError(error)
    throw known.code === 'internal-error' ? error : known
  })
  return Object.fromEntries(Object.entries(outputs).map(([name, value]) => [name, asText(value)]))
}

// The readers look into the environment of the process; nothing else runs between setting and reading it.
function reading<T>(inputs: StepOutputs, read: () => T): T {
  const variables = Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value] as const)
  for (const [name, value] of variables) process.env[name] = value
  try {
    return read()
  } finally {
    for (const [name] of variables) delete process.env[name]
  }
}

const defaults = new Map<string, Promise<StepOutputs>>()

function knownDefaults(action: string): Promise<StepOutputs> {
  const known = defaults.get(action) ?? defaultInputs(action)
  defaults.set(action, known)
  return known
}

function asText(value: Outputs[string]): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
