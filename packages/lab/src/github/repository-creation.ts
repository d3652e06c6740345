import { join } from 'node:path'
import { createBareRepository, zeroOid } from './git/bare-repository.ts'
import { commitFiles } from './git/write-commit.ts'
import { signatureOf } from './pulls/merge-pull.ts'
import type { Repository } from './records.ts'
import type { RepositoryOptions, RepositorySettings } from './types.ts'
import { accountNamed, timestamp, type World } from './world.ts'

const standardSettings: RepositorySettings = {
  allowSquash: true,
  allowMerge: true,
  allowRebase: true,
  allowAutoMerge: false,
  deleteBranchOnMerge: false,
  actionsEnabled: true,
  archived: false,
}

/** Makes a bare repository and what GitHub knows about it, with a first commit when files are given. */
export async function createRepository(world: World, fullName: string, options: RepositoryOptions = {}): Promise<Repository> {
  const [owner = '', name = '', more] = fullName.split('/')
  if (more !== undefined || !/^[\w.-]+$/.test(name) || name === '.' || name === '..')
    throw new Error(`${fullName} is no repository name: owner/name is needed.`)
  const account = accountNamed(world, owner)
  const key = `${account.login}/${name}`
  if (world.repositories.has(key.toLowerCase())) throw new Error(`The repository ${key} exists already in this lab.`)
  const defaultBranch = options.defaultBranch ?? 'main'
  const at = timestamp(world)
  const repository: Repository = {
    id: world.nextId('repository'),
    owner: account,
    name,
    fullName: key,
    private: options.private ?? true,
    defaultBranch,
    description: options.description ?? null,
    createdAt: at,
    pushedAt: at,
    git: await createBareRepository(join(world.dataDir, 'repositories', account.login, `${name}.git`), defaultBranch),
    settings: { ...standardSettings, ...options.settings },
    rules: new Map(),
    pulls: new Map(),
    nextNumber: 1,
    labels: new Map(),
    statuses: new Map(),
    deployments: [],
    workflows: new Map(),
    signed: new Set(),
    mergeQueue: [],
    queue: Promise.resolve(),
  }
  world.repositories.set(key.toLowerCase(), repository)
  if (options.files) await firstCommit(world, repository, options.files)
  if (options.rules) repository.rules.set(options.rules.branch, { ...options.rules, id: world.nextId('ruleset') })
  return repository
}

async function firstCommit(world: World, repository: Repository, files: NonNullable<RepositoryOptions['files']>): Promise<void> {
  const signature = signatureOf(world.administrator)
  const oid = await commitFiles(repository.git, {
    parent: null,
    files,
    message: 'Initial commit',
    author: signature,
    committer: signature,
    at: world.now(),
  })
  await repository.git.updateRefs([{ ref: `refs/heads/${repository.defaultBranch}`, before: zeroOid, after: oid }])
}
