import { createApp, installApp } from './access/app-registration.ts'
import { newInstallationToken, newUserToken } from './access/credentials.ts'
import { readPermissions } from './access/permissions.ts'
import { changedFiles, listCommits } from './git/history.ts'
import { pullPage } from './json/pull-request.ts'
import type { PullRequest, Repository } from './records.ts'
import { directCommit } from './refs/direct-commit.ts'
import { createRepository } from './repository-creation.ts'
import { latestStatuses } from './rules/check-results.ts'
import { workflowRecord } from './runs/workflow-files.ts'
import { createSettingsStore } from './settings-store.ts'
import type { BranchRules, CommitView, GitHubServer, PullRequestView } from './types.ts'
import { accountNamed, addAccount, repositoryNamed, type World } from './world.ts'

type Administration = Pick<
  GitHubServer,
  | 'createOrganization'
  | 'createUser'
  | 'createToken'
  | 'createRepository'
  | 'repositoryPath'
  | 'repository'
  | 'repositories'
  | 'createApp'
  | 'installApp'
  | 'setRules'
  | 'setRepositorySettings'
  | 'setWorkflowState'
  | 'workflowState'
  | 'setSecret'
  | 'setVariable'
  | 'secretsOf'
  | 'variablesOf'
  | 'issueRunToken'
  | 'revokeToken'
  | 'commitFiles'
  | 'branchHead'
  | 'readFile'
  | 'commits'
  | 'pullRequests'
  | 'statuses'
  | 'deployments'
>

/** What the people who own the lab do: set it up, look into it, and act past its rules. */
export function createAdministration(world: World): Administration {
  const named = (fullName: string) => repositoryNamed(world, fullName)
  const settings = createSettingsStore(named)
  return {
    ...accounts(world, named),
    ...settings,
    createRepository: async (fullName, options) => viewRepository(await createRepository(world, fullName, options)),
    repositoryPath: (fullName) => named(fullName).git.path,
    repository: (fullName) => viewRepository(named(fullName)),
    createApp: (app) => createApp(world, app),
    installApp: (app, target) => installApp(world, app, target),
    repositories: () => [...world.repositories.values()].map(({ fullName }) => fullName),
    setRules: (fullName, rules, branch) => setRules(world, named(fullName), { rules, branch }),
    setRepositorySettings(fullName, patch) {
      const repository = named(fullName)
      repository.settings = { ...repository.settings, ...patch }
    },
    setWorkflowState(fullName, path, state) {
      workflowRecord(world, named(fullName), path).state = state
    },
    workflowState: (fullName, path) => workflowRecord(world, named(fullName), path).state,
    commitFiles: (fullName, change) => directCommit(world, named(fullName), change),
    branchHead: (fullName, branch) => named(fullName).git.ref(`refs/heads/${branch}`),
    async readFile(fullName, ref, path) {
      const object = await named(fullName).git.object(`${ref}:${path}`)
      return object?.type === 'blob' ? object.content.toString() : null
    },
    commits: (fullName, options = {}) => viewCommits(named(fullName), options),
    pullRequests: (fullName) => [...named(fullName).pulls.values()].map((pull) => viewPull(world, named(fullName), pull)),
    statuses: (fullName, sha) =>
      latestStatuses(named(fullName), sha).map(({ context, state, description, targetUrl, creator }) => ({
        context,
        state,
        description,
        targetUrl,
        creator: creator.login,
      })),
    deployments: (fullName) =>
      named(fullName).deployments.map(({ id, environment, sha, ref, statuses }) => ({ id, environment, sha, ref, statuses })),
  }
}

function accounts(world: World, named: (fullName: string) => Repository) {
  const idsOf = (names: readonly string[] | undefined) => (names ? new Set(names.map((name) => named(name).id)) : null)
  return {
    createOrganization: (login: string) => addAccount(world, login, 'Organization'),
    createUser(login: string) {
      const user = addAccount(world, login, 'User')
      const token = newUserToken()
      world.tokens.set(token, { kind: 'user', user, permissions: null, repositories: null })
      return { ...user, token }
    },
    createToken(login: string, grant: Parameters<GitHubServer['createToken']>[1]) {
      const token = newUserToken().replace('ghp_', 'github_pat_')
      const user = accountNamed(world, login)
      world.tokens.set(token, {
        kind: 'user',
        user,
        permissions: readPermissions(grant.permissions),
        repositories: idsOf(grant.repositories),
      })
      return token
    },
    issueRunToken(fullName: string, permissions: Parameters<GitHubServer['issueRunToken']>[1], runId: number) {
      const token = newInstallationToken()
      world.tokens.set(token, { kind: 'run', repositoryId: named(fullName).id, permissions: readPermissions(permissions), runId })
      return token
    },
    revokeToken: (token: string) => {
      world.tokens.delete(token)
    },
  }
}

function viewRepository({ id, fullName, defaultBranch, private: isPrivate }: Repository) {
  return { id, fullName, defaultBranch, private: isPrivate }
}

async function viewCommits(
  { git, defaultBranch }: Repository,
  { ref = defaultBranch, limit = 30 }: { ref?: string; limit?: number },
): Promise<CommitView[]> {
  const commits = await listCommits(git, { wanted: ['--end-of-options', ref], limit })
  return Promise.all(
    commits.reverse().map(async ({ oid, message, author, parents }) => {
      const changed = await changedFiles(git, parents[0] ?? null, oid)
      return {
        sha: oid,
        message,
        author: `${author.name} <${author.email}>`,
        date: author.date,
        parents,
        files: changed.map(({ filename }) => filename),
      }
    }),
  )
}

function setRules(
  world: World,
  repository: Repository,
  { rules, branch }: { rules: BranchRules | null; branch: string | undefined },
): void {
  const pattern = rules?.branch ?? branch ?? repository.defaultBranch
  if (rules) repository.rules.set(pattern, { ...rules, id: world.nextId('ruleset') })
  else repository.rules.delete(pattern)
}

function viewPull(world: World, repository: Repository, pull: PullRequest): PullRequestView {
  return {
    number: pull.number,
    title: pull.title,
    body: pull.body ?? '',
    state: pull.state,
    merged: pull.merged !== null,
    head: pull.head,
    headSha: pull.headSha,
    base: pull.base,
    mergeCommit: pull.merged?.commit ?? null,
    mergedBy: pull.merged?.by.login ?? null,
    author: pull.author.login,
    labels: pull.labels.map((label) => label.name),
    comments: pull.comments.map((comment) => ({ author: comment.author.login, body: comment.body })),
    url: pullPage(world, repository, pull),
  }
}
