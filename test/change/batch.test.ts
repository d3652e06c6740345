import { type DeploymentRequest, requestId } from '@mfe-gitops/contract'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { configRepository, startChangeLab } from '../harness/config-repository.ts'
import { type ChangeJob, type RunLab, startRunLab } from '../harness/deployment-run.ts'

const names = ['cart', 'search', 'menu', 'offers', 'profile', 'footer'] as const

function registration(mfe: string, repositoryId: number): string {
  return `schema: 1
mfe: ${mfe}
repository: acme/cart
repositoryId: ${repositoryId}
workflow: .github/workflows/micro-frontend-cd.yml
artifact: { source: npm, name: '@acme/${mfe}', entry: index.js }
environments: { staging: {} }
`
}

async function openLab(files: Record<string, string> = {}): Promise<RunLab> {
  const lab = await startChangeLab(files)
  const { id } = lab.github.repository('acme/cart')
  const registrations = Object.fromEntries(names.map((mfe) => [`mfes/${mfe}.yaml`, registration(mfe, id)]))
  await lab.github.commitFiles(configRepository, { message: 'Register', files: registrations })
  return startRunLab(lab)
}

let serial = 0
function ask({ lab }: RunLab, mfe: string, version: string, isPublished = true): DeploymentRequest {
  if (isPublished) lab.registry.publish(`@acme/${mfe}`, version)
  serial += 1
  return lab.request({ mfe, version, sha: serial.toString(16).padStart(40, 'e') })
}

/** Nobody sees who waits before so many wait: then it does not matter how fast the machine starts processes. */
function gateTickets({ lab: { github } }: RunLab, count: number): void {
  const before = new Set(github.runs.list(configRepository).map(({ id }) => id))
  const arrived = () =>
    github.runs
      .list(configRepository)
      .filter(({ id, artifacts }) => !before.has(id) && artifacts.some(({ name }) => name === 'deployment-ticket'))
  const opened = new Promise<void>((resolve) => {
    const stop = github.runs.onChange(() => {
      if (arrived().length < count) return
      stop()
      resolve()
    })
  })
  github.faults.add({ route: 'GET /repos/{owner}/{repo}/actions/artifacts', times: Number.POSITIVE_INFINITY, onPlay: () => opened })
}

const outputsOf = ({ steps }: ChangeJob, step = 'update') => steps[step]?.outputs ?? {}
const logOf = ({ steps }: ChangeJob) =>
  Object.values(steps)
    .map(({ log }) => log)
    .join('\n')

async function versionOf({ lab }: RunLab, mfe: string): Promise<string | undefined> {
  const text = await lab.github.readFile(configRepository, 'main', `environments/staging/${mfe}.yaml`)
  return /^version: (.+)$/m.exec(text ?? '')?.[1]
}

function printCost({ lab }: RunLab, title: string, jobs: readonly ChangeJob[]): void {
  const ids = new Set(jobs.map(({ run }) => run.id))
  const requests = lab.github.requests.filter(({ runId }) => runId !== null && ids.has(runId))
  const contents = requests.reduce((sum, one) => sum + one.contents, 0)
  const free = requests.filter(({ status }) => status === 304).length
  const each = jobs.map(({ run }) => requests.filter(({ runId }) => runId === run.id).length)
  console.info(`${title}: ${requests.length} requests (${each.join(', ')}), ${free} of them 304, ${contents} content-creating.`)
}

let runs: RunLab
beforeAll(async () => {
  runs = await openLab()
})
afterAll(() => runs?.close())
beforeEach(() => runs.lab.github.faults.clear())

describe('the batch train', () => {
  it('takes six requests to the base in one commit, one pull request and one merge', async () => {
    const pullsBefore = runs.lab.github.pullRequests(configRepository).length
    const requests = names.map((mfe) => ask(runs, mfe, '1.0.0'))
    gateTickets(runs, requests.length)
    const jobs = await Promise.all(requests.map((request) => runs.play(request, { batchSeconds: 2 })))
    for (const job of jobs) expect(job.failed, logOf(job)).toBeNull()
    const [leader, ...others] = jobs.filter(({ steps }) => steps.merge !== undefined)
    expect(others).toEqual([])
    const [pull, ...more] = runs.lab.github.pullRequests(configRepository).slice(pullsBefore)
    expect(more).toEqual([])
    expect(pull?.merged).toBe(true)
    const merged = outputsOf(leader as ChangeJob, 'merge')['merge-commit']
    for (const [index, job] of jobs.entries()) {
      const mfe = names[index] ?? ''
      expect(await versionOf(runs, mfe)).toBe('1.0.0')
      expect(outputsOf(job)).toMatchObject({ generation: '1', 'previous-version': '', integrity: expect.stringMatching(/^sha512-/) })
      if (job === leader) continue
      expect(outputsOf(job)).toMatchObject({ changed: 'false', 'merge-commit': merged, 'pull-request': String(pull?.number) })
      expect(outputsOf(job)['pull-request-url']).toMatch(new RegExp(`/pull/${pull?.number}$`))
      expect(JSON.parse(outputsOf(job).changes ?? '[]')).toContainEqual(expect.objectContaining({ path: 'version', to: '1.0.0' }))
    }
    const [commit] = await runs.lab.github.commits(configRepository, { limit: 1 })
    for (const request of requests) expect(commit?.message).toContain(`Request-Id: ${requestId(request)}`)
    printCost(runs, 'Six requests in one train', jobs)
    expect(runs.lab.github.unknownRoutes).toEqual([])
    expect(runs.lab.github.violations).toEqual([])
  })
})
