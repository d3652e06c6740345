import type { NewFault } from '../../packages/lab/src/github/types.ts'
import type { ChangeLab } from '../harness/config-repository.ts'
import type { StepName } from './change-half.ts'
import type { Call, Recording } from './recording.ts'

/** What goes wrong in one run. */
export interface Disturbance {
  /** The call at which it does. */
  readonly call: Call
  /** GitHub's part: the fault, played on that call. */
  readonly fault?: PlayedFault | ((places: BadPlaces) => PlayedFault)
  /** The process that asked gets this signal at that moment, and dies. */
  readonly signal?: 'SIGKILL' | 'SIGTERM'
  /** What a person does at that moment. */
  readonly person?: (lab: ChangeLab) => Promise<unknown>
  /** The network's part: the call goes to another place, or its answer stalls. */
  readonly network?: (places: BadPlaces) => { kind: 'elsewhere' | 'stalled'; url?: string; timeoutMs?: number }
  /** The runner's part: files of the step that cannot be written. */
  readonly files?: Readonly<Record<string, string>>
  /** The run must end, with one of these reason codes; without them it may also come through. */
  readonly reasons?: readonly string[]
}

type PlayedFault = Omit<NewFault, 'route' | 'repository' | 'skip' | 'onPlay'>

/** Addresses at which a call fails in its own way. */
export interface BadPlaces {
  /** Nothing listens there. */
  readonly refused: string
  /** Accepts a connection and never answers. */
  readonly silent: string
  /** Another host, which speaks plain HTTP. */
  readonly stranger: string
}

export interface FaultCase {
  /** `open-pr 4 drop-after`: the action, the number of its call, what goes wrong. */
  readonly title: string
  readonly recording: Recording
  /** Runs that are disturbed, one after the other; the run after them is left alone. */
  readonly runs: readonly Disturbance[]
  /** How it is started after that: twice at the same moment, or from the step that failed on. Default: once, from the beginning. */
  readonly recovery?: 'twice' | 'failed-jobs'
  /** `exact`: everything that is left equals a clean run. `main`: the default branch does, and no pull request is open. */
  readonly end?: 'exact' | 'main'
}

/** One way to break calls. */
export interface FaultKind extends Omit<Disturbance, 'call'> {
  readonly name: string
  readonly end?: 'exact' | 'main'
}

export function caseOf(recording: Recording, call: Call, { name, end = 'exact', ...how }: FaultKind): FaultCase {
  return { title: titleOf(recording, call, name), recording, runs: [{ ...how, call }], end }
}

export function titleOf({ story }: Recording, { action, number }: { action: StepName; number: number }, name: string): string {
  return `${story.name === '' ? '' : `${story.name} `}${action} ${number} ${name}`
}
