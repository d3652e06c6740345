import type { DeploymentRequest } from '@mfe-gitops/contract'
import type { ChangeLab, RunProcess } from '../harness/config-repository.ts'
import type { ActionRun } from '../harness/run-action.ts'

export type StepName = 'validate-payload' | 'update-config' | 'open-pr' | 'check-deployment' | 'auto-merge'

export interface Step {
  readonly action: StepName
  readonly run: ActionRun
}

export interface ChangeHalf {
  readonly steps: readonly Step[]
  /** The step that did not end well; nothing ran after it. */
  readonly failed: Step | null
  readonly mergeCommit: string
  readonly generation: string
}

/**
 * The steps of the change job, wired as in gitops-deploy.yml, each in the bundle that ships; a step begins when `onStart` lets it. Steps that
 * succeeded before are not run again: where each is a job of its own, that is what a re-run of the failed jobs does.
 */
export async function runChangeHalf(
  lab: ChangeLab,
  request: DeploymentRequest,
  onStart: (action: StepName) => RunProcess | Promise<RunProcess> = () => ({}),
  before: readonly Step[] = [],
): Promise<ChangeHalf> {
  const steps: Step[] = []
  const outputs: Partial<Record<StepName, ActionRun['outputs']>> = {}
  const of = (action: StepName, name: string) => outputs[action]?.[name] ?? ''
  const result = (failed: Step | null): ChangeHalf => ({
    steps,
    failed,
    mergeCommit: of('auto-merge', 'merge-commit') || of('update-config', 'merge-commit'),
    generation: of('update-config', 'generation'),
  })
  for (const [action, inputs] of wiring(request, of)) {
    if (steps.length >= 2 && of('update-config', 'changed') !== 'true') break
    const done = before.find((step) => step.action === action && step.run.exitCode === 0)
    const event = action === 'validate-payload' ? lab.event(request) : undefined
    const step = done ?? { action, run: await lab.run(action, inputs(), event, await onStart(action)) }
    steps.push(step)
    if (step.run.exitCode !== 0) return result(step)
    outputs[action] = step.run.outputs
  }
  return result(null)
}

type Inputs = () => Record<string, string>

function wiring(request: DeploymentRequest, of: (action: StepName, name: string) => string): readonly (readonly [StepName, Inputs])[] {
  const accepted = () => of('validate-payload', 'request')
  return [
    ['validate-payload', () => ({ request: JSON.stringify(request) })],
    ['update-config', () => ({ request: accepted(), snapshot: of('validate-payload', 'snapshot') })],
    [
      'open-pr',
      () => ({ head: of('update-config', 'branch'), requests: of('update-config', 'requests'), changes: of('update-config', 'changes') }),
    ],
    [
      'check-deployment',
      () => ({
        base: of('update-config', 'base-commit'),
        head: of('update-config', 'commit'),
        'pull-request': of('open-pr', 'number'),
        requests: of('update-config', 'requests'),
      }),
    ],
    [
      'auto-merge',
      () => ({
        'pull-request': of('open-pr', 'number'),
        head: of('update-config', 'commit'),
        requests: of('update-config', 'requests'),
      }),
    ],
  ]
}
