import { existsSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { originRepository } from '../../packages/lower/src/index.ts'
import { openGit } from './git.ts'
import { checkRelease } from './release-check.ts'
import { makeReleaseCommits, type ReleaseCommits } from './release-commits.ts'
import { ReleaseError } from './release-error.ts'
import { releaseTags } from './tags.ts'

export interface ReleaseOptions {
  readonly root: string
  readonly version: string
  /** Default: the origin remote, so that a fork releases itself. */
  readonly repository?: string | undefined
  /** A new bare repository to put the release into. */
  readonly into: string
  readonly uncommitted: boolean
}

export interface Release extends ReleaseCommits {
  readonly tags: readonly string[]
  readonly repository: string
  readonly directory: string
}

/** Makes a release in a bare repository of its own, checks it there, and leaves the checkout and every remote as they are. */
export function makeRelease(options: ReleaseOptions): Release {
  const repository = options.repository ?? originRepository(options.root)
  const directory = resolve(options.into)
  const { exact, moving } = releaseTags(options.version)
  const tags = [exact, ...(moving === null ? [] : [moving])]
  if (existsSync(directory)) throw new ReleaseError([`${options.into} exists already. Name a folder that does not.`])
  try {
    return { ...fill(directory, tags, repository, options), tags, repository, directory }
  } catch (error) {
    rmSync(directory, { recursive: true, force: true })
    throw error
  }
}

function fill(directory: string, tags: readonly string[], repository: string, { root, uncommitted }: ReleaseOptions): ReleaseCommits {
  const tag = tags[0] ?? ''
  openGit(root)(['init', '--quiet', '--bare', directory])
  openGit(directory)(['config', 'receive.shallowUpdate', 'true']) // the checkout may be a shallow clone
  const git = openGit(root, newObjectsIn(directory, root))
  const commits = makeReleaseCommits(git, { root, repository, tag, uncommitted })
  git(['push', '--quiet', '--atomic', directory, ...tags.map((name) => `${commits.lowered}:refs/tags/${name}`)])
  const problems = checkRelease(directory, `refs/tags/${tag}`, repository)
  if (problems.length > 0) throw new ReleaseError(problems)
  return commits
}

/** Git reads the checkout's objects and writes new ones to the release's repository. */
function newObjectsIn(directory: string, root: string): Record<string, string> {
  const objects = openGit(root)(['rev-parse', '--path-format=absolute', '--git-path', 'objects'])
  return { GIT_OBJECT_DIRECTORY: join(directory, 'objects'), GIT_ALTERNATE_OBJECT_DIRECTORIES: objects }
}
