import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { DeploymentRequest } from '@mfe-gitops/contract'
import type { RecordedRequest } from '../../packages/lab/src/github/types.ts'
import type { ChangeLab, RunProcess } from '../harness/config-repository.ts'
import { type ChangeHalf, runChangeHalf, type Step, type StepName } from './change-half.ts'
import type { followChild } from './child.ts'
import type { BadPlaces, Disturbance } from './fault-case.ts'

export interface Scene {
  readonly lab: ChangeLab
  readonly places: BadPlaces
  readonly request: DeploymentRequest
  readonly child: ReturnType<typeof followChild>
  /** Plays what others do before a step. */
  readonly enter: (action: StepName) => Promise<void>
}

const inside = pathToFileURL(join(import.meta.dirname, 'inside-process.mjs')).href

/** Pauses between attempts are that many times shorter: what counts is that there are some. */
const shorter = 20

/** Thousands of processes run the same five bundles: compiled once. */
const compileCache = join(import.meta.dirname, '../../node_modules/.cache/faults')

interface Inside {
  readonly timeoutMs?: number
  readonly patienceMs?: number
  readonly call?: number
  readonly kind?: string
  readonly url?: string
}

/** Environment of a step's process; `attempt` as GitHub counts re-runs. */
export function processEnvironment(attempt: number, network: Inside = {}): Record<string, string> {
  return {
    GITHUB_RUN_ATTEMPT: String(attempt),
    NODE_OPTIONS: `--import=${inside}`,
    NODE_COMPILE_CACHE: compileCache,
    FAULTS_INSIDE: JSON.stringify({ shorter, ...network }),
  }
}

export interface DisturbedRun {
  readonly run: ChangeHalf
  /** The request at which it happened; undefined when the run never came to it. */
  readonly met: RecordedRequest | undefined
}

/** Plays a run in which one call goes wrong. */
export async function playDisturbed(scene: Scene, disturbance: Disturbance, attempt: number): Promise<DisturbedRun> {
  const { lab, request, child, enter } = scene
  const { call, files = {} } = disturbance
  const before = lab.github.requests.length
  addFault(scene, disturbance)
  const network = disturbance.network?.(scene.places)
  const run = await runChangeHalf(lab, request, async (action): Promise<RunProcess> => {
    await enter(action)
    const isHere = action === call.action
    const env = processEnvironment(attempt, isHere && network ? { ...network, call: call.place } : {})
    return { onStart: child.onStart, env: isHere ? { ...env, ...files } : env }
  })
  const met = lab.github.requests[before + call.number - 1]
  lab.github.faults.clear()
  return { run, met }
}

function addFault({ lab, places, child }: Scene, { call, fault, signal, person }: Disturbance): void {
  if (!fault && !person) return
  const played = typeof fault === 'function' ? fault(places) : fault
  const onPlay = async () => {
    await person?.(lab)
    if (signal) await child.end(signal)
  }
  lab.github.faults.add({ ...played, onPlay, route: '*', skip: call.number - 1 })
}

/** Plays a run that is left alone, or the rest of one that failed. */
export function playAlone(
  { lab, request, child, enter }: Scene,
  attempt: number,
  { env = {}, before = [] }: Alone = {},
): Promise<ChangeHalf> {
  const start = async (action: StepName) => {
    await enter(action)
    return { onStart: child.onStart, env: { ...processEnvironment(attempt), ...env } }
  }
  return runChangeHalf(lab, request, start, before)
}

interface Alone {
  readonly env?: Readonly<Record<string, string>>
  readonly before?: readonly Step[]
}
