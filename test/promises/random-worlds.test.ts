import type { DeploymentRequest, DesiredState } from '@mfe-gitops/contract'
import { compareVersions, parseDesiredState } from '@mfe-gitops/contract'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type ChangeLab, configRepository, startChangeLab } from '../harness/config-repository.ts'
import { type SteppedRun, startSteppedRun } from './stepped-run.ts'

const file = 'environments/staging/cart.yaml'
const versions = ['1.0.0', '1.1.0', '1.2.0', '1.10.0']

/** What happens in a world. A number says which of the runs that go on; it counts on from the first when there are fewer. */
type Event =
  | { readonly kind: 'ask'; readonly version: string; readonly back: boolean }
  | { readonly kind: 'repeat' | 'step' | 'death'; readonly run: number }
  | { readonly kind: 'push' }

const run = fc.nat(3)
const event: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('ask' as const), version: fc.constantFrom(...versions), back: fc.constant(false) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('ask' as const), version: fc.constantFrom(...versions), back: fc.constant(true) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('repeat' as const), run }) },
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('step' as const), run }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('death' as const), run }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('push' as const) }) },
)

interface World {
  readonly lab: ChangeLab
  readonly runs: SteppedRun[]
}

async function play({ lab, runs }: World, happening: Event, moment: number): Promise<void> {
  if (happening.kind === 'push') {
    await lab.github.commitFiles(configRepository, { message: 'Note', files: { 'NOTES.md': `${moment}\n` } })
  } else if (happening.kind === 'ask') {
    const type = happening.back ? 'rollback-mfe-trigger' : 'deploy-mfe-trigger'
    const timestamp = new Date(Date.parse('2026-11-22T21:00:00Z') + moment).toISOString()
    runs.push(await startSteppedRun(lab, lab.request({ version: happening.version, type, timestamp })))
  } else if (happening.kind === 'repeat') {
    const again = runs[happening.run % Math.max(1, runs.length)]
    if (again) runs.push(await startSteppedRun(lab, again.request))
  } else {
    const alive = runs.filter(({ outcome }) => outcome === null)
    await alive[happening.run % Math.max(1, alive.length)]?.step(happening.kind === 'death')
  }
}

/** Runs everything to its end; whoever died is started again. */
async function settle({ lab, runs }: World): Promise<void> {
  for (let next = 0; next < runs.length; next += 1) {
    const one = runs[next]
    while (one && one.outcome === null) await one.step()
    if (one?.outcome === 'killed') runs.push(await startSteppedRun(lab, one.request))
  }
}

/** The desired states that the default branch held, oldest first. */
async function history(lab: ChangeLab): Promise<DesiredState[]> {
  const commits = (await lab.github.commits(configRepository, { limit: 200 })).toReversed()
  const states: DesiredState[] = []
  for (const { sha, files } of commits) {
    if (!files.includes(file)) continue
    const parsed = parseDesiredState((await lab.github.readFile(configRepository, sha, file)) ?? '', file, [])
    if (!parsed.ok || parsed.value === null) throw new Error(`${file} at ${sha} cannot be read`)
    states.push(parsed.value)
  }
  return states
}

/** What holds in every world. */
function judge(states: readonly DesiredState[], runs: readonly SteppedRun[], requests: readonly DeploymentRequest[]): string[] {
  const problems = runs.flatMap(({ request, outcome, why }) =>
    ['merged', 'unchanged', 'superseded', 'rejected', 'killed'].includes(outcome ?? '')
      ? []
      : [`${request.version} ended as ${outcome}: ${why}`],
  )
  for (const [index, { generation, version, request }] of states.entries()) {
    const before = states[index - 1]
    if (generation !== index + 1) problems.push(`generation ${generation} is number ${index + 1} of the history`)
    if (states.findIndex((other) => other.request.id === request.id) !== index) problems.push(`request ${request.id} has had two effects`)
    const goesBack = before !== undefined && compareVersions(version, before.version) < 0
    if (goesBack && request.type !== 'rollback-mfe-trigger') problems.push(`${version} came after ${before.version}`)
  }
  const wanted = requests
    .map(({ version }) => version)
    .toSorted(compareVersions)
    .at(-1)
  const hasRollback = requests.some(({ type }) => type === 'rollback-mfe-trigger')
  const last = states.at(-1)?.version
  if (!hasRollback && last !== wanted) problems.push(`${last} is desired in the end, and ${wanted} is the newest that was asked for`)
  return problems
}

// `WORLDS=50 SEED=7 npm test -- test/promises/random-worlds` looks further; what fails is shrunk, and printed with its seed.
const numRuns = Number(process.env.WORLDS ?? 5)
const seed = Number(process.env.SEED ?? 1)

it('R1, R2, R4, fault 46, fault 55: whatever happens in whatever order, each request has one effect and the newest wins', {
  timeout: 900_000 + numRuns * 60_000,
}, async () => {
  const property = fc.asyncProperty(fc.array(event, { minLength: 10, maxLength: 22 }), async (events) => {
    const world: World = { lab: await startChangeLab(), runs: [] }
    const { lab, runs } = world
    try {
      for (const version of versions) lab.registry.publish('@acme/cart', version)
      for (const [moment, happening] of events.entries()) await play(world, happening, moment)
      await settle(world)
      expect(
        judge(
          await history(lab),
          runs,
          runs.map(({ request }) => request),
        ),
      ).toEqual([])
      expect(lab.github.pullRequests(configRepository).filter(({ state }) => state === 'open')).toEqual([])
      expect([lab.github.violations, lab.github.unknownRoutes]).toEqual([[], []])
    } finally {
      await lab.close()
    }
  })
  await fc.assert(property, { numRuns, seed, interruptAfterTimeLimit: 600_000, markInterruptAsFailure: false })
})
