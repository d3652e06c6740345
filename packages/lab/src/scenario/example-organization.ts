import type { RunRecord } from '../github/types.ts'
import type { Deployment } from './deployment.ts'
import { type Files, withVersion } from './example-files.ts'
import type { Lab } from './lab.ts'
import { publishPackage, sampleBuild } from './npm-package.ts'
import type { Organization, Person, RequestFields, SendOptions } from './organization.ts'

export interface OrganizationParts extends Pick<Organization, 'login' | 'person' | 'apps' | 'installations'> {
  readonly names: Readonly<Record<'config' | 'cart' | 'search', string>>
}

/** Acts for the people and the apps of the organisation. */
export class ExampleOrganization implements Organization {
  readonly login: string
  readonly config: string
  readonly person: Person
  readonly apps: Organization['apps']
  readonly installations: Organization['installations']
  private readonly lab: Lab
  /** Runs that a sender has found: of two identical requests at once, each has a run of its own. */
  private readonly taken = new Set<number>()

  constructor(lab: Lab, { login, names, person, apps, installations }: OrganizationParts) {
    this.lab = lab
    this.login = login
    this.config = names.config
    this.person = person
    this.apps = apps
    this.installations = installations
  }

  repository(mfe: string): string {
    return `${this.login}/${mfe}`
  }

  async push(mfe: string, version: string, files: Files = {}): Promise<RunRecord> {
    const { lab } = this
    const repository = this.repository(mfe)
    const manifests = await this.files(repository, ['package.json', 'package-lock.json'])
    const changed = { ...withVersion(manifests, version), 'CHANGELOG.md': `# ${version}\n`, ...files }
    const sha = await lab.push(repository, { message: `Release ${version}`, files: changed, as: this.person })
    const run = await this.newRun(repository, ({ event, headSha }) => event === 'push' && headSha === sha)
    return lab.ended(run)
  }

  async release(mfe: string, version: string): Promise<Deployment> {
    return this.deploymentOf(await this.push(mfe, version))
  }

  async publish(mfe: string, version: string, files = sampleBuild(mfe, version)): Promise<void> {
    await publishPackage(this.lab.registry, `${this.lab.directory}/packages`, { name: `@acme/${mfe}`, version, files })
  }

  async start(
    mfe: string,
    { version, environment = 'staging', type = 'deploy-mfe-trigger' }: { version: string; environment?: string; type?: string },
  ): Promise<RunRecord> {
    return this.startWorkflow(this.repository(mfe), 'micro-frontend-cd.yml', { version, environment, type })
  }

  startWorkflow(repository: string, file: string, inputs: Readonly<Record<string, string>> = {}): Promise<RunRecord> {
    return this.dispatchWorkflow(repository, file, inputs, this.person.token)
  }

  async deploy(mfe: string, inputs: { version: string; environment?: string; type?: string }): Promise<Deployment> {
    return this.deploymentOf(await this.lab.ended(await this.start(mfe, inputs)))
  }

  rollback(mfe: string, version: string, environment = 'staging'): Promise<Deployment> {
    return this.deploy(mfe, { version, environment, type: 'rollback-mfe-trigger' })
  }

  async request(fields: RequestFields): Promise<Record<string, unknown>> {
    const { github } = this.lab
    const own = this.repository(String(fields.mfe ?? 'cart'))
    const repository = github.repositories().includes(own) ? own : this.repository('cart')
    const usual = {
      type: 'deploy-mfe-trigger',
      timestamp: new Date().toISOString(),
      user: this.person.login,
      mfe: 'cart',
      version: '1.0.0',
      environment: 'staging',
      cache_invalidation_keys: '',
      repository,
      ref: 'refs/heads/main',
      sha: (await github.branchHead(repository, github.repository(repository).defaultBranch)) ?? '0'.repeat(40),
    }
    return Object.fromEntries(Object.entries({ ...usual, ...fields }).filter(([, value]) => value !== undefined))
  }

  async send(fields: RequestFields, options: SendOptions = {}): Promise<Deployment> {
    return this.deploymentOf(await this.lab.ended(await this.sendOnly(fields, options)))
  }

  async sendOnly(
    fields: RequestFields,
    { token = this.person.token, transport = 'repository_dispatch', eventType, text }: SendOptions = {},
  ): Promise<RunRecord> {
    const request = await this.request(fields)
    if (transport === 'workflow_dispatch')
      return this.dispatchWorkflow(this.config, 'deploy.yml', { request: text ?? JSON.stringify(request) }, token)
    const known = new Set(this.lab.github.runs.list(this.config).map(({ id }) => id))
    const body = { event_type: eventType ?? request.type, client_payload: request }
    const { status, data } = await this.lab.rest(`POST /repos/${this.config}/dispatches`, body, token)
    if (status !== 204) throw new Error(`GitHub refused the dispatch: ${status} ${JSON.stringify(data)}`)
    return this.newRun(this.config, (run) => !known.has(run.id) && this.isRunOf(run, request) && this.take(run))
  }

  async deploymentOf(run: RunRecord): Promise<Deployment> {
    const { tracker } = this.lab
    const tracked = tracker.servedBy(run) ?? tracker.sentBy(run)
    if (tracked === null)
      throw new Error(`Run ${run.id} (${run.repository}, ${run.displayTitle}) asked for no deployment. ${describe(run)}`)
    for (const id of tracked.runIds) await this.lab.ended(id)
    return tracker.report(tracked)
  }

  /** Those of the paths that the default branch of a repository has. */
  private async files(repository: string, paths: readonly string[]): Promise<Files> {
    const { github } = this.lab
    const { defaultBranch } = github.repository(repository)
    const texts = await Promise.all(paths.map(async (path) => [path, await github.readFile(repository, defaultBranch, path)] as const))
    return Object.fromEntries(texts.filter((entry): entry is [string, string] => entry[1] !== null))
  }

  private isRunOf(run: RunRecord, request: Record<string, unknown>): boolean {
    const payload = this.lab.runner.eventOf(run.id)?.payload.client_payload
    return payload !== undefined && JSON.stringify(payload) === JSON.stringify(request)
  }

  private take({ id }: RunRecord): boolean {
    const isFree = !this.taken.has(id)
    this.taken.add(id)
    return isFree
  }

  private async dispatchWorkflow(repository: string, workflow: string, inputs: Record<string, string>, token: string): Promise<RunRecord> {
    const route = `POST /repos/${repository}/actions/workflows/${workflow}/dispatches`
    const { status, data } = await this.lab.rest(route, { ref: 'main', inputs, return_run_details: true }, token)
    const id = (data as { workflow_run_id?: number } | null)?.workflow_run_id
    if (status !== 200 || id === undefined)
      throw new Error(`GitHub refused to start ${workflow} of ${repository}: ${status} ${JSON.stringify(data)}`)
    return this.newRun(repository, (run) => run.id === id)
  }

  private newRun(repository: string, matches: (run: RunRecord) => boolean): Promise<RunRecord> {
    return this.lab.waitFor(`a run in ${repository}`, () => this.lab.github.runs.list(repository).find(matches) ?? null, {
      timeoutSeconds: 30,
    })
  }
}

function describe({ conclusion, jobs }: RunRecord): string {
  const failures = jobs.flatMap((job) =>
    job.annotations.filter(({ level }) => level === 'failure').map(({ message }) => `${job.name}: ${message}`),
  )
  return `It ended as ${conclusion}. ${failures.join(' ')}`
}
