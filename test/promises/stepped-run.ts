import type { DeploymentRequest } from '@mfe-gitops/contract'
import { runChangeHalf } from '../faults/change-half.ts'
import type { ChangeLab, RunProcess } from '../harness/config-repository.ts'

/** A run of the change half that goes on by one step when it is told to. */
export interface SteppedRun {
  readonly request: DeploymentRequest
  /** `merged`, `unchanged`, the outcome of the step that ended it, or `killed`; null while it goes on. */
  readonly outcome: string | null
  /** Code of the first reason of its end, and its log, for messages. */
  readonly why: string
  /** Does one step, or dies in the middle of it. */
  step(dies?: boolean): Promise<void>
}

const dying: RunProcess = { onStart: (child) => void child.stdout?.once('data', () => child.kill('SIGKILL')) }

export async function startSteppedRun(lab: ChangeLab, request: DeploymentRequest): Promise<SteppedRun> {
  let goOn: ((process: RunProcess) => void) | null = null
  let arrive: () => void = () => {}
  let [outcome, why]: [string | null, string] = [null, '']
  const nextArrival = () => new Promise<void>((resolve) => (arrive = resolve))
  const first = nextArrival()
  const ended = runChangeHalf(lab, request, () => {
    const turn = new Promise<RunProcess>((resolve) => (goOn = resolve))
    arrive()
    return turn
  }).then(({ failed, steps }) => {
    outcome = failed
      ? (failed.run.outputs.outcome ?? 'killed')
      : steps.some(({ action }) => action === 'auto-merge')
        ? 'merged'
        : 'unchanged'
    why = failed ? `${failed.run.outputs.reasons ?? ''}\n${failed.run.log}` : ''
  })
  await first
  return {
    request,
    get outcome() {
      return outcome
    },
    get why() {
      return why
    },
    step: async (dies = false) => {
      if (goOn === null || outcome !== null) return
      const next = nextArrival()
      const go = goOn
      goOn = null
      go(dies ? dying : {})
      await Promise.race([next, ended])
    },
  }
}
