import type { RunProcess } from '../../harness/config-repository.ts'
import type { ActionRun } from '../../harness/run-action.ts'

export type ReleaseAction = 'deploy-artifact' | 'activate-version' | 'invalidate-cache'

/** Where a release goes, and how its steps are run. */
export interface ReleasePlace {
  readonly environment: string
  /** Where the entry is probed, which takes the version back when it is not there; absent: it is not probed. */
  readonly probeUrl?: string
  run(action: ReleaseAction, inputs: Readonly<Record<string, string>>, process: RunProcess): Promise<ActionRun>
}

export interface ReleaseStep {
  readonly action: ReleaseAction
  readonly run: ActionRun
}

export interface ReleaseHalf {
  readonly steps: readonly ReleaseStep[]
  /** The first step that did not end well. */
  readonly failed: ReleaseStep | null
}

/** The steps of the release job, wired as in gitops-deploy.yml, each in the bundle that ships; `onStart` gives each its process. */
export async function runReleaseHalf(
  place: ReleasePlace,
  commit: string,
  onStart: (action: ReleaseAction) => RunProcess = () => ({}),
): Promise<ReleaseHalf> {
  const steps: ReleaseStep[] = []
  const artifact = () => steps[0]?.run.outputs ?? {}
  for (const [action, inputs] of wiring(place, commit, artifact)) {
    const step = { action, run: await place.run(action, inputs(), onStart(action)) }
    steps.push(step)
    // As in the workflow, what a withdrawal left undone is done although the activation fails.
    if (step.run.exitCode !== 0 && step.run.outputs.withdrawn !== 'true') break
  }
  return { steps, failed: steps.find(({ run }) => run.exitCode !== 0) ?? null }
}

type Inputs = () => Record<string, string>

function wiring(
  { environment, probeUrl }: ReleasePlace,
  commit: string,
  artifact: () => ActionRun['outputs'],
): readonly (readonly [ReleaseAction, Inputs])[] {
  const given = (...names: string[]) => Object.fromEntries(names.map((name) => [name, artifact()[name] ?? '']))
  const about = { environment, mfe: 'cart' }
  const probe = (url: string) => ({ probe: 'rollback', 'probe-url': url, 'probe-integrity': artifact()['entry-integrity'] ?? '' })
  return [
    ['deploy-artifact', () => ({ ...about, commit })],
    [
      'activate-version',
      () => ({ ...about, ...given('version', 'generation', 'request-id', 'integrity', 'prefix', 'entry', 'entry-integrity', 'target') }),
    ],
    [
      'invalidate-cache',
      () => ({
        ...given('target'),
        keys: artifact()['cache-invalidation-keys'] ?? '',
        reference: `${artifact()['request-id']}-${artifact().generation}`,
        ...(probeUrl === undefined ? {} : { ...probe(probeUrl), ...about, ...given('generation', 'request-id') }),
      }),
    ],
  ]
}
