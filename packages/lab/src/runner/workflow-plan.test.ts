import { describe, expect, it } from 'vitest'
import { createJobScope, displayTitle, type JobResult } from './job-scope.ts'
import { keptJobs } from './rerun.ts'
import { type FindWorkflow, planWorkflow, runningJobs, type WorkflowFile } from './workflow-plan.ts'

const file = (path: string, text: string): WorkflowFile => ({ path, text, library: null })

const callee = file(
  'lib.yml',
  `name: Lib
on:
  workflow_call:
    inputs: { mfe: { type: string, default: cart } }
    outputs: { version: { value: '\${{ jobs.two.outputs.version }}' } }
permissions: {}
jobs:
  one: { runs-on: x, outputs: { id: '\${{ steps.a.outputs.id }}' }, steps: [{ id: a, run: 'true' }] }
  two:
    name: two of \${{ inputs.mfe }}
    needs: one
    runs-on: x
    permissions: { contents: read }
    outputs: { version: 'v\${{ needs.one.outputs.id }}' }
    steps: [{ run: 'true' }, { uses: some/action@v1 }]
`,
)
const find: FindWorkflow = (uses) => (uses === 'lib' ? callee : null)
const caller = (rest: string) =>
  file(
    'ci.yml',
    `name: CI
run-name: \${{ inputs.what || 'nothing' }} by \${{ github.actor }}
on: push
jobs:
  deploy:
    name: deploy
    permissions: { contents: write }
    uses: lib
    ${rest}
  after: { needs: deploy, runs-on: x, name: 'after \${{ needs.deploy.outputs.version }}', timeout-minutes: 3, steps: [{ run: 'true' }] }
`,
  )

const contexts = { github: { actor: 'octocat' }, vars: {}, inputs: {} }
const success = (outputs: Record<string, string> = {}): JobResult => ({ conclusion: 'success', outputs })

describe('planWorkflow', () => {
  const plan = planWorkflow(caller('with: { mfe: search }'), find)

  it('lists the jobs of called workflows', () => {
    expect(runningJobs(plan).map(({ key }) => key)).toEqual(['deploy/one', 'deploy/two', 'after'])
    expect(runningJobs(plan).map(({ timeoutMinutes }) => timeoutMinutes)).toEqual([360, 360, 3])
    expect(runningJobs(plan).map(({ permissions }) => permissions)).toEqual([
      {},
      { contents: 'read' },
      { contents: 'read', packages: 'read' },
    ])
    expect(runningJobs(plan)[1]?.steps.map(({ name, isScript }) => [name, isScript])).toEqual([
      ['Run true', true],
      ['Run some/action@v1', false],
    ])
  })

  it('names jobs and hands outputs on, through callers', () => {
    const results = new Map<string, JobResult>()
    const scope = createJobScope(contexts, results)
    const [one, two, after] = runningJobs(plan)
    expect(scope.displayName(two!)).toBe('deploy / two of search')
    const steps = { a: { outputs: { id: '7' }, outcome: 'success', conclusion: 'success' } }
    results.set('deploy/one', success(scope.outputs(one!, steps, {})))
    results.set('deploy/two', success(scope.outputs(two!, {}, {})))
    expect(scope.displayName(after!)).toBe('after v7')
    expect(displayTitle(plan, contexts, 'push')).toBe('nothing by octocat')
  })

  it('refuses what GitHub refuses', () => {
    expect(() => planWorkflow(caller('with: {}'), () => null)).toThrow('workflow was not found')
    const greedy = file('lib.yml', callee.text.replace('contents: read', 'contents: write'))
    const shy = file('ci.yml', caller('with: {}').text.replace('contents: write', 'contents: read'))
    expect(() => planWorkflow(shy, () => greedy)).toThrow("is requesting 'contents: write', but is only allowed 'contents: read'")
    const circle: FindWorkflow = () => file('ci.yml', 'on: push\njobs: { a: { uses: again } }')
    expect(() => planWorkflow(file('ci.yml', 'on: push\njobs: { a: { uses: again } }'), circle)).toThrow('levels deep')
  })
})

describe('keptJobs', () => {
  const plan = planWorkflow(caller('with: {}'), find)
  const results = (one: string, two: string, after: string) =>
    new Map(
      Object.entries({ 'deploy/one': one, 'deploy/two': two, after }).map(([key, conclusion]) => [
        key,
        { conclusion, outputs: {} } as JobResult,
      ]),
    )

  it.each<[string, [string, string, string], string | null, string[]]>([
    ['a failed job and those that need it', ['success', 'failure', 'success'], null, ['deploy/one']],
    ['a skipped job', ['success', 'success', 'skipped'], null, ['deploy/one', 'deploy/two']],
    ['everything behind the first', ['failure', 'skipped', 'skipped'], null, []],
    ['one job by name', ['success', 'success', 'success'], 'after', ['deploy/one', 'deploy/two']],
    ['one job and those that need it', ['success', 'success', 'success'], 'deploy/two', ['deploy/one']],
  ])('runs %s again', (_name, conclusions, only, kept) => {
    expect([...keptJobs(plan, results(...conclusions), only).keys()]).toEqual(kept)
  })
})
