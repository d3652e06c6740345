import { nodeId } from '../ids.ts'
import type { Repository } from '../records.ts'
import type { World } from '../world.ts'
import { accountJson, type Json, organizationJson } from './account.ts'

export function repositoryNodeId(repository: Repository): string {
  return nodeId('R', repository.id)
}

const plainLinks = [
  'contributors',
  'deployments',
  'downloads',
  'events',
  'forks',
  'hooks',
  'languages',
  'merges',
  'stargazers',
  'subscribers',
  'subscription',
  'tags',
  'teams',
]
const templateLinks: Record<string, string> = {
  archive: '/{archive_format}{/ref}',
  assignees: '/assignees{/user}',
  blobs: '/git/blobs{/sha}',
  branches: '/branches{/branch}',
  collaborators: '/collaborators{/collaborator}',
  comments: '/comments{/number}',
  commits: '/commits{/sha}',
  compare: '/compare/{base}...{head}',
  contents: '/contents/{+path}',
  git_commits: '/git/commits{/sha}',
  git_refs: '/git/refs{/sha}',
  git_tags: '/git/tags{/sha}',
  issue_comment: '/issues/comments{/number}',
  issue_events: '/issues/events{/number}',
  issues: '/issues{/number}',
  keys: '/keys{/key_id}',
  labels: '/labels{/name}',
  milestones: '/milestones{/number}',
  notifications: '/notifications{?since,all,participating}',
  pulls: '/pulls{/number}',
  releases: '/releases{/id}',
  statuses: '/statuses/{sha}',
  trees: '/git/trees{/sha}',
}

export function repositoryUrl(world: World, repository: Repository): string {
  return `${world.urls.api}/repos/${repository.fullName}`
}
export function repositoryPage(world: World, repository: Repository): string {
  return `${world.urls.html}/${repository.fullName}`
}

/** A repository where it is only mentioned, as in a run. */
export function minimalRepositoryJson(world: World, repository: Repository): Json {
  const url = repositoryUrl(world, repository)
  return {
    id: repository.id,
    node_id: repositoryNodeId(repository),
    name: repository.name,
    full_name: repository.fullName,
    private: repository.private,
    owner: accountJson(world, repository.owner),
    html_url: repositoryPage(world, repository),
    description: repository.description,
    fork: false,
    url,
    ...Object.fromEntries(plainLinks.map((name) => [`${name}_url`, `${url}/${name}`])),
    ...Object.fromEntries(Object.entries(templateLinks).map(([name, path]) => [`${name}_url`, `${url}${path}`])),
  }
}

/** A repository with its counts and settings, as webhooks and pull requests carry it. */
export function repositoryJson(world: World, repository: Repository): Json {
  const page = repositoryPage(world, repository)
  const open = [...repository.pulls.values()].filter((pull) => pull.state === 'open').length
  return {
    ...minimalRepositoryJson(world, repository),
    created_at: repository.createdAt,
    updated_at: repository.pushedAt,
    pushed_at: repository.pushedAt,
    git_url: `${page.replace(/^http/, 'git')}.git`,
    ssh_url: `git@${new URL(page).hostname}:${repository.fullName}.git`,
    clone_url: `${page}.git`,
    svn_url: page,
    homepage: null,
    size: 0,
    stargazers_count: 0,
    watchers_count: 0,
    language: null,
    has_issues: true,
    has_projects: true,
    has_downloads: true,
    has_wiki: false,
    has_pages: false,
    has_discussions: false,
    forks_count: 0,
    mirror_url: null,
    archived: repository.settings.archived,
    disabled: false,
    open_issues_count: open,
    license: null,
    allow_forking: false,
    is_template: false,
    web_commit_signoff_required: false,
    topics: [],
    visibility: repository.private ? 'private' : 'public',
    forks: 0,
    open_issues: open,
    watchers: 0,
    default_branch: repository.defaultBranch,
    custom_properties: {},
  }
}

/** The answer to `GET /repos/{owner}/{repo}`. */
export function fullRepositoryJson(world: World, repository: Repository, permissions: Json): Json {
  const { settings } = repository
  return {
    ...repositoryJson(world, repository),
    permissions,
    allow_squash_merge: settings.allowSquash,
    allow_merge_commit: settings.allowMerge,
    allow_rebase_merge: settings.allowRebase,
    allow_auto_merge: settings.allowAutoMerge,
    delete_branch_on_merge: settings.deleteBranchOnMerge,
    allow_update_branch: false,
    use_squash_pr_title_as_default: false,
    squash_merge_commit_title: 'COMMIT_OR_PR_TITLE',
    squash_merge_commit_message: 'COMMIT_MESSAGES',
    merge_commit_title: 'MERGE_MESSAGE',
    merge_commit_message: 'PR_TITLE',
    network_count: 0,
    subscribers_count: 0,
    ...(repository.owner.type === 'Organization' ? { organization: accountJson(world, repository.owner) } : {}),
  }
}

/** The part that every event of a repository has. */
export function eventRepositoryJson(world: World, repository: Repository): Json {
  return {
    repository: repositoryJson(world, repository),
    ...(repository.owner.type === 'Organization' ? { organization: organizationJson(world, repository.owner) } : {}),
  }
}
