import type { App, BranchRules, RunRecord } from '../github/types.ts'
import type { Deployment } from './deployment.ts'
import { connectConfig, type Files, readExample, withVersion } from './example-files.ts'
import type { Lab } from './lab.ts'
import { publishPackage, sampleBuild } from './npm-package.ts'

export interface OrganizationOptions {
  /** Login; default `acme`. */
  readonly login?: string
  /** Use the three single-step workflows instead of the whole deployment in one run. */
  readonly eventDriven?: boolean
  /** Last word on the files of the config repository. */
  readonly configFiles?: (files: Record<string, string>) => Record<string, string>
  /** Last word on the files of an app repository. */
  readonly appFiles?: (files: Record<string, string>, mfe: string) => Record<string, string>
  /** Rules of the config repository's default branch on top of the usual ones; null for none at all. */
  readonly rules?: Partial<BranchRules> | null
  /** Whether the app repositories are private; default true. */
  readonly privateApps?: boolean
  /** Permissions of the App that asks for deployments; default is what both transports need. */
  readonly dispatcherPermissions?: Readonly<Record<string, string>>
}

export interface Person {
  readonly id: number
  readonly login: string
  readonly token: string
}

/** The fields of a request that a scenario cares about; the rest is filled in. */
export type RequestFields = Partial<
  Record<
    'type' | 'timestamp' | 'user' | 'mfe' | 'version' | 'environment' | 'cache_invalidation_keys' | 'repository' | 'ref' | 'sha',
    unknown
  >
>

export interface SendOptions {
  /** Default: a person of the organisation. */
  readonly token?: string
  readonly transport?: 'repository_dispatch' | 'workflow_dispatch'
  /** Event type; default the type of the request. */
  readonly eventType?: string
  /** The workflow_dispatch input as it is, instead of the request as JSON. */
  readonly text?: string
}

/** A company like that of the examples, ready to deploy. */
export interface Organization {
  readonly login: string
  /** Full name of the config repository. */
  readonly config: string
  /** Somebody who may do everything in the organisation. */
  readonly person: Person
  readonly apps: { readonly gitops: App; readonly dispatcher: App }
  readonly installations: { readonly gitops: number; readonly dispatcher: number }
  /** Full name of the repository of a micro-frontend. */
  repository(mfe: string): string

  /** Pushes a version of the app with git; its CI builds, publishes and asks for the deployment to staging. Answers that run when it has ended. */
  push(mfe: string, version: string, files?: Files): Promise<RunRecord>
  /** `push`, and then the deployment that it asked for. */
  release(mfe: string, version: string): Promise<Deployment>
  /** Publishes a package without a build. */
  publish(mfe: string, version: string, files?: Readonly<Record<string, string | Uint8Array>>): Promise<void>
  /** Starts a workflow of a repository by hand, without waiting. */
  startWorkflow(repository: string, file: string, inputs?: Readonly<Record<string, string>>): Promise<RunRecord>
  /** Starts the app's CD workflow by hand, without waiting. */
  start(mfe: string, inputs: { version: string; environment?: string; type?: string }): Promise<RunRecord>
  /** Starts the app's CD workflow by hand and waits for its end. */
  deploy(mfe: string, inputs: { version: string; environment?: string; type?: string }): Promise<Deployment>
  rollback(mfe: string, version: string, environment?: string): Promise<Deployment>
  /** A valid request with the given fields changed. */
  request(fields: RequestFields): Promise<Record<string, unknown>>
  /** Sends a request as any third party does, and waits for the run that takes it. Nobody waits on the other side. */
  send(fields: RequestFields, options?: SendOptions): Promise<Deployment>
  /** Sends a request and answers the run as soon as it is there. */
  sendOnly(fields: RequestFields, options?: SendOptions): Promise<RunRecord>
  /** The deployment that a run of either side belongs to. */
  deploymentOf(run: RunRecord): Promise<Deployment>
}

/** Creates the organisation of the examples in the lab. */
export async function createOrganization(lab: Lab, options: OrganizationOptions): Promise<Organization> {
  const { github } = lab
  const login = options.login ?? 'acme'
  github.createOrganization(login)
  const person: Person = github.createUser(login === 'acme' ? 'octocat' : `${login}-octocat`)
  const names = { config: `${login}/gitops-config`, cart: `${login}/cart`, search: `${login}/search` }
  const ids: Record<string, number> = {}
  for (const mfe of ['cart', 'search'] as const) {
    const files = readExample(lab.root, mfe)
    const repository = await github.createRepository(names[mfe], {
      files: options.appFiles?.(files, mfe) ?? files,
      private: options.privateApps ?? true,
    })
    ids[`acme/${mfe}`] = repository.id
  }
  await createConfig(lab, options, names.config, ids)
  const apps = await createApps(lab, login, options)
  const installations = {
    gitops: github.installApp(apps.gitops, { owner: login, repositories: [names.config] }),
    dispatcher: github.installApp(apps.dispatcher, { owner: login, repositories: [names.config] }),
  }
  setRules(lab, options, names.config, apps.gitops)
  setSecrets(lab, login, names.config, apps)
  return new ExampleOrganization(lab, { login, names, person, apps, installations })
}

async function createConfig(lab: Lab, options: OrganizationOptions, config: string, ids: Record<string, number>): Promise<void> {
  const edges = { staging: (await lab.edge('staging')).url, production: (await lab.edge('production')).url }
  const base = readExample(lab.root, 'gitops-config')
  const files = options.eventDriven ? { ...withoutWorkflows(base), ...readExample(lab.root, 'gitops-config-events') } : base
  const connected = connectConfig(files, edges, ids)
  await lab.github.createRepository(config, { files: options.configFiles?.(connected) ?? connected })
}

function withoutWorkflows(files: Files): Record<string, string> {
  return Object.fromEntries(Object.entries(files).filter(([path]) => !path.startsWith('.github/workflows/')))
}

async function createApps({ github }: Lab, login: string, options: OrganizationOptions): Promise<Organization['apps']> {
  const prefix = login === 'acme' ? '' : `${login}-`
  const [gitops, dispatcher] = await Promise.all([
    github.createApp({
      slug: `${prefix}gitops`,
      owner: login,
      permissions: { metadata: 'read', contents: 'write', pull_requests: 'write', statuses: 'write', checks: 'read' },
    }),
    github.createApp({
      slug: `${prefix}dispatcher`,
      owner: login,
      permissions: options.dispatcherPermissions ?? { metadata: 'read', contents: 'write', actions: 'write', pull_requests: 'read' },
    }),
  ])
  return { gitops, dispatcher }
}

/** In the event-driven shape the run's own token posts the check, so any source will do; else only the App may. */
function setRules({ github }: Lab, { rules, eventDriven }: OrganizationOptions, config: string, gitops: App): void {
  if (rules === null) return
  const context = 'gitops/deployment'
  github.setRules(config, {
    branch: 'main',
    requiredChecks: [eventDriven ? context : { context, appId: gitops.id }],
    onlyApps: [gitops.id],
    methods: ['squash'],
    ...rules,
  })
}

function setSecrets({ github, registry }: Lab, login: string, config: string, { gitops, dispatcher }: Organization['apps']): void {
  github.setVariable(login, 'NPM_REGISTRY', registry.url)
  github.setVariable(login, 'DISPATCHER_APP_CLIENT_ID', dispatcher.clientId)
  github.setVariable(config, 'GITOPS_APP_CLIENT_ID', gitops.clientId)
  github.setSecret(login, 'NPM_PUBLISH_TOKEN', registry.publishToken)
  github.setSecret(login, 'DISPATCHER_APP_PRIVATE_KEY', dispatcher.privateKey)
  github.setSecret(config, 'NPM_READ_TOKEN', registry.readToken)
  github.setSecret(config, 'GITOPS_APP_PRIVATE_KEY', gitops.privateKey)
}

interface OrganizationParts extends Pick<Organization, 'login' | 'person' | 'apps' | 'installations'> {
  readonly names: Readonly<Record<'config' | 'cart' | 'search', string>>
}

class ExampleOrganization implements Organization {
  readonly login: string
  readonly config: string
  readonly person: Person
  readonly apps: Organization['apps']
  readonly installations: Organization['installations']
  private readonly lab: Lab

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
    const changed = { ...withVersion(readExample(lab.root, mfe), version), 'CHANGELOG.md': `# ${version}\n`, ...files }
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
    const mfe = typeof fields.mfe === 'string' && fields.mfe !== 'search' ? 'cart' : 'search'
    const repository = this.repository('mfe' in fields ? mfe : 'cart')
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
      sha: (await this.lab.github.branchHead(repository, 'main')) ?? '0'.repeat(40),
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
    return this.newRun(this.config, (run) => !known.has(run.id) && this.isRunOf(run, request))
  }

  async deploymentOf(run: RunRecord): Promise<Deployment> {
    const { tracker } = this.lab
    const tracked = tracker.servedBy(run) ?? tracker.sentBy(run)
    if (tracked === null)
      throw new Error(`Run ${run.id} (${run.repository}, ${run.displayTitle}) asked for no deployment. ${describe(run)}`)
    for (const id of tracked.runIds) await this.lab.ended(id)
    return tracker.report(tracked)
  }

  private isRunOf(run: RunRecord, request: Record<string, unknown>): boolean {
    const payload = this.lab.runner.eventOf(run.id)?.payload.client_payload
    return payload !== undefined && JSON.stringify(payload) === JSON.stringify(request)
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
