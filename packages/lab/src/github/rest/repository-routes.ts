import { accessTo, refusalText } from '../access/actor.ts'
import { notFound, Refusal } from '../http/answer.ts'
import type { Route } from '../http/route-table.ts'
import { nodeId } from '../ids.ts'
import { accountJson, type Json } from '../json/account.ts'
import { commitJson } from '../json/commit.ts'
import { fullRepositoryJson, repositoryPage, repositoryUrl } from '../json/repository.ts'
import type { Repository } from '../records.ts'
import { rulesOf } from '../rules/branch-rules.ts'
import { requiredChecks } from '../rules/required-checks.ts'
import { listRules } from '../rules/rule-list.ts'
import type { BranchRules } from '../types.ts'
import { listed } from './page.ts'
import type { RestCall } from './rest-call.ts'

export const repositoryRoutes: readonly Route[] = [
  { route: 'GET /repos/{owner}/{repo}', needs: [['metadata', 'read']], answer: getRepository },
  { route: 'GET /repos/{owner}/{repo}/branches', needs: [['contents', 'read']], answer: listBranches },
  { route: 'GET /repos/{owner}/{repo}/branches/{branch}', needs: [['contents', 'read']], answer: getBranch },
  { route: 'GET /repos/{owner}/{repo}/rules/branches/{branch}', needs: [['metadata', 'read']], answer: branchRules },
  { route: 'GET /user', access: 'token', answer: getUser },
]

function getRepository({ world, repository, actor }: RestCall) {
  const contents = accessTo(actor, repository, 'contents')
  const write = contents === 'write' || contents === 'admin'
  const permissions = { admin: contents === 'admin', maintain: contents === 'admin', push: write, triage: write, pull: contents !== 'none' }
  return { status: 200, body: fullRepositoryJson(world, repository, permissions) }
}

async function listBranches(call: RestCall) {
  const { world, repository, query } = call
  const all = await repository.git.refs('refs/heads/')
  const branches = all.map(({ name, oid }) => ({ name: name.slice('refs/heads/'.length), oid }))
  const wanted = query.get('protected')
  const chosen = branches.filter(({ name }) => wanted === null || String(isProtected(repository, name)) === wanted)
  return listed(call, chosen, ({ name, oid }) => ({
    name,
    commit: { sha: oid, url: `${repositoryUrl(world, repository)}/commits/${oid}` },
    protected: isProtected(repository, name),
  }))
}

async function getBranch({ world, repository, params }: RestCall) {
  const name = params.branch ?? ''
  const tip = await repository.git.commit(`refs/heads/${name}`)
  if (!tip || !(await repository.git.ref(`refs/heads/${name}`))) throw notFound()
  const url = `${repositoryUrl(world, repository)}/branches/${encodeURIComponent(name)}`
  const checks = requiredChecks(rulesOf(repository.rules.values(), name))
  return {
    status: 200,
    body: {
      name,
      commit: commitJson(world, repository, tip),
      _links: { self: url, html: `${repositoryPage(world, repository)}/tree/${name}` },
      protected: isProtected(repository, name),
      protection: {
        enabled: isProtected(repository, name),
        required_status_checks: {
          enforcement_level: checks.length > 0 ? 'everyone' : 'off',
          contexts: checks.map(({ context }) => context),
          checks: checks.map(({ context, appId }) => ({ context, app_id: appId })),
        },
      },
      protection_url: `${url}/protection`,
    },
  }
}

function isProtected(repository: Repository, branch: string): boolean {
  return rulesOf(repository.rules.values(), branch).length > 0
}

/** documented: lists the rules of rulesets only, not those of branch protection. */
async function branchRules(call: RestCall) {
  const { repository, params } = call
  const rules = rulesOf(repository.rules.values(), params.branch ?? '').filter((rule) => rule.kind !== 'branch-protection')
  return listed(
    call,
    rules.flatMap((rule) => ruleJson(repository, rule)),
    (one) => one,
  )
}

/** One entry per rule of a ruleset, as `GET rules/branches` and the `rules` connection of GraphQL have them. */
function ruleJson(repository: Repository, rule: BranchRules & { readonly id: number }): Json[] {
  const source = { ruleset_source_type: 'Repository', ruleset_source: repository.fullName, ruleset_id: rule.id }
  // GraphQL has a type for locked branches, GitHub's description of REST has none.
  const described = listRules(rule).filter(({ type }) => type !== 'lock_branch')
  return described.map(({ type, parameters }) => ({ type, ...(parameters && { parameters: withoutNulls(parameters) }), ...source }))
}

/** REST leaves out what GraphQL answers as null: the App of a check that any may report. */
function withoutNulls(parameters: object): Json {
  return JSON.parse(JSON.stringify(parameters, (_, value: unknown) => value ?? undefined)) as Json
}

function getUser({ world, actor }: RestCall) {
  // seen: actions/create-github-app-token#258
  if (actor.kind !== 'user') throw new Refusal(403, refusalText(actor))
  const account = actor.user
  return {
    status: 200,
    body: {
      ...accountJson(world, account),
      name: account.login,
      company: null,
      blog: '',
      location: null,
      email: null,
      hireable: null,
      bio: null,
      public_repos: 0,
      public_gists: 0,
      followers: 0,
      following: 0,
      created_at: '2026-01-01T00:00:00Z',
      updated_at: '2026-01-01T00:00:00Z',
    },
  }
}

export function refNodeId(repository: Repository, name: string): string {
  return nodeId('REF', repository.id, name)
}
