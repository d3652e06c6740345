import type { App } from '../github/types.ts'
import { connectConfig, type Files, readExample, renamed } from './example-files.ts'
import { ExampleOrganization } from './example-organization.ts'
import type { Lab } from './lab.ts'
import type { Organization, OrganizationOptions, Person } from './organization.ts'

/** Creates the organisation of the examples in the lab. */
export async function createOrganization(lab: Lab, options: OrganizationOptions): Promise<Organization> {
  const { github } = lab
  const login = options.login ?? 'acme'
  github.createOrganization(login)
  const person: Person = github.createUser(login === 'acme' ? 'octocat' : `${login}-octocat`)
  const names = { config: `${login}/gitops-config`, cart: `${login}/cart`, search: `${login}/search` }
  const ids: Record<string, number> = {}
  for (const mfe of ['cart', 'search'] as const) {
    const files = renamed(readExample(lab.root, mfe), login)
    const repository = await github.createRepository(names[mfe], {
      files: options.appFiles?.(files, mfe) ?? files,
      private: options.privateApps ?? true,
    })
    ids[repository.fullName] = repository.id
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
  const connected = connectConfig(renamed(files, options.login ?? 'acme'), { edges, repositoryIds: ids, target: lab.descriptor })
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
