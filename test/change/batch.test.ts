import { type DeploymentRequest, requestId } from '@mfe-gitops/contract'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { postCommitStatus } from '../../packages/github/src/index.ts'
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

/** Nobody sees who waits before so many wait and `meanwhile` is done: then it does not matter how fast the machine starts processes. */
function gateTickets({ lab: { github } }: RunLab, count: number, meanwhile = async () => {}): void {
  const before = new Set(github.runs.list(configRepository).map(({ id }) => id))
  const arrived = () =>
    github.runs
      .list(configRepository)
      .filter(({ id, artifacts }) => !before.has(id) && artifacts.some(({ name }) => name === 'deployment-ticket'))
  const opened = new Promise<void>((resolve) => {
    const stop = github.runs.onChange(() => {
      if (arrived().length < count) return
      stop()
      void meanwhile().then(resolve)
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

  it('leaves out what is not published or was frozen meanwhile, which ends by itself with its own reason', async () => {
    const { github } = runs.lab
    const frozen = `${registration('menu', github.repository('acme/cart').id)}`.replace(
      'staging: {}',
      'staging: { frozen: { reason: Sale } }',
    )
    const freeze = () => github.commitFiles(configRepository, { message: 'Freeze', files: { 'mfes/menu.yaml': frozen } })
    const requests = [
      ask(runs, 'cart', '2.0.0'),
      ask(runs, 'menu', '2.0.0'),
      ask(runs, 'search', '2.0.0'),
      ask(runs, 'offers', '2.0.0', false),
    ]
    gateTickets(runs, 3, async () => void (await freeze()))
    const jobs = await Promise.all(requests.map((request) => runs.play(request, { batchSeconds: 2 })))
    const [cart, menu, search, offers] = jobs as [ChangeJob, ChangeJob, ChangeJob, ChangeJob]
    for (const [job, code] of [
      [menu, 'mfe-frozen'],
      [offers, 'artifact-not-found'],
    ] as const) {
      expect([job.failed, outputsOf(job).outcome], logOf(job)).toEqual(['update', code === 'mfe-frozen' ? 'rejected' : 'failed'])
      expect(JSON.parse(outputsOf(job).reasons ?? '')[0]).toMatchObject({ code })
    }
    for (const job of [cart, search]) expect(job.failed, logOf(job)).toBeNull()
    expect(await Promise.all(['cart', 'menu', 'search', 'offers'].map((mfe) => versionOf(runs, mfe)))).toEqual([
      '2.0.0',
      '1.0.0',
      '2.0.0',
      '1.0.0',
    ])
    printCost(runs, 'Two of four in a train', jobs)
  })

  it('survives the death of its leader: the others travel alone', async () => {
    const { github } = runs.lab
    const requests = ['cart', 'profile', 'search'].map((mfe) => ask(runs, mfe, '3.0.0'))
    gateTickets(runs, requests.length)
    const children = new Map<number, { kill(signal: NodeJS.Signals): void }>()
    const stop = github.runs.onChange(({ id, artifacts }) => {
      if (!children.has(id) || !artifacts.some(({ name }) => name === 'deployment-train')) return
      stop()
      children.get(id)?.kill('SIGKILL')
    })
    const jobs = await Promise.all(
      requests.map((request) =>
        runs.play(request, { batchSeconds: 2, onStart: (step, child, run) => void (step === 'update' && children.set(run.id, child)) }),
      ),
    )
    const dead = jobs.filter(({ steps }) => steps.update?.exitCode === null)
    expect(dead).toHaveLength(1)
    for (const job of jobs) {
      if (dead.includes(job)) continue
      expect(job.failed, logOf(job)).toBeNull()
      expect(outputsOf(job).changed).toBe('true')
    }
    const versions = await Promise.all(['cart', 'profile', 'search'].map((mfe) => versionOf(runs, mfe)))
    expect(versions.filter((version) => version === '3.0.0')).toHaveLength(2)
    printCost(runs, 'Three with a leader that dies', jobs)
  })

  it("goes on without the others when a check of the organisation's own refuses the train", async () => {
    const { github, person } = runs.lab
    github.setRules(configRepository, { branch: 'main', requiredChecks: ['gitops/deployment', 'acme/review'] })
    const [owner = '', repo = ''] = configRepository.split('/')
    const stop = github.on('webhook', ({ name, payload }) => {
      const { sha = '', context } = payload as { sha?: string; context?: string }
      if (name !== 'status' || context !== 'gitops/deployment') return
      void github.readFile(configRepository, sha, 'environments/staging/offers.yaml').then((text) => {
        const state = text?.includes('version: 4.0.0') ? 'failure' : 'success'
        return postCommitStatus(person, { owner, repo, sha, state, context: 'acme/review', description: '' })
      })
    })
    const requests = ['cart', 'offers'].map((mfe) => ask(runs, mfe, '4.0.0'))
    gateTickets(runs, requests.length)
    const jobs = await Promise.all(requests.map((request) => runs.play(request, { batchSeconds: 2 })))
    stop()
    github.setRules(configRepository, { branch: 'main', requiredChecks: ['gitops/deployment'] })
    const [cart, offers] = jobs as [ChangeJob, ChangeJob]
    expect(cart.failed, logOf(cart)).toBeNull()
    expect(offers.failed, logOf(offers)).toBe('merge')
    expect(JSON.parse(outputsOf(offers, 'merge').reasons ?? '')[0]).toMatchObject({ code: 'required-check-failed' })
    expect(await versionOf(runs, 'cart')).toBe('4.0.0')
    expect(await versionOf(runs, 'offers')).not.toBe('4.0.0')
    printCost(runs, 'Two, of which one is refused', jobs)
  })

  it('goes on without the others when what one of them deploys is replaced before the check', async () => {
    const { github, registry } = runs.lab
    const requests = ['cart', 'profile'].map((mfe) => ask(runs, mfe, '5.0.0'))
    gateTickets(runs, requests.length)
    let leader: number | null = null
    const stop = github.runs.onChange(({ id, artifacts }) => {
      if (leader !== null || !artifacts.some(({ name }) => name === 'deployment-train')) return
      leader = id
    })
    const replaced = (mfe: string) => registry.publish(`@acme/${mfe}`, '5.0.0', Buffer.from('other bytes'))
    const jobs: ChangeJob[] = await Promise.all(
      requests.map((request) =>
        runs.play(request, {
          batchSeconds: 2,
          // The leader has committed by then, and has not checked.
          onStart: (step, _, run) =>
            void (step === 'pull-request' && run.id === leader && replaced(request.mfe === 'cart' ? 'profile' : 'cart')),
        }),
      ),
    )
    stop()
    for (const job of jobs) expect(job.failed, logOf(job)).toBeNull()
    const [first] = jobs.filter(({ run }) => run.id === leader)
    expect(outputsOf(first as ChangeJob, 'check')).toMatchObject({ passed: 'false' })
    expect(await Promise.all(['cart', 'profile'].map((mfe) => versionOf(runs, mfe)))).toEqual(['5.0.0', '5.0.0'])
    printCost(runs, 'Two, of which one is replaced', jobs)
  })

  it('writes one file for many micro-frontends, in which the newest request for each stays', async () => {
    const shared = await openLab({ 'gitops.yaml': sharedFile })
    try {
      const requests = [
        ask(shared, 'cart', '1.2.0'),
        ask(shared, 'search', '1.0.0'),
        ask(shared, 'cart', '1.1.0'),
        ask(shared, 'menu', '1.0.0'),
      ]
      gateTickets(shared, requests.length)
      const jobs = await Promise.all(requests.map((request) => shared.play(request, { batchSeconds: 2 })))
      const [newer, search, older, menu] = jobs as [ChangeJob, ChangeJob, ChangeJob, ChangeJob]
      for (const job of [newer, search, menu]) expect(job.failed, logOf(job)).toBeNull()
      expect([older.failed, outputsOf(older).outcome], logOf(older)).toEqual(['update', 'superseded'])
      const text = await shared.lab.github.readFile(configRepository, 'main', 'environments/staging.yaml')
      expect([...(text ?? '').matchAll(/^ +version: (.+)$/gm)].map(([, version]) => version).toSorted()).toEqual([
        '1.0.0',
        '1.0.0',
        '1.2.0',
      ])
      expect(shared.lab.github.pullRequests(configRepository).filter(({ merged }) => merged)).toHaveLength(1)
      printCost(shared, 'Four into one shared file', jobs)
    } finally {
      await shared.close()
    }
  })
})

const sharedFile = `schema: 1
environments: { staging: { target: local, url: 'http://staging.mfe.localhost' } }
targets: { local: { provider: local } }
desiredState: { path: 'environments/{environment}.yaml', key: [mfes, '{mfe}'] }
`
