import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
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
  const { exact, moving } = releaseTags(options.version)
  const repository = options.repository ?? originRepository(options.root)
  const directory = resolve(options.into)
  if (existsSync(directory)) throw new ReleaseError([`${options.into} exists already. Name a folder that does not.`])
  const commits = makeReleaseCommits({ ...options, repository, tag: exact })
  const git = openGit(options.root)
  git(['init', '--quiet', '--bare', directory])
  const tags = [exact, ...(moving === null ? [] : [moving])]
  git(['push', '--quiet', '--atomic', directory, ...tags.map((name) => `${commits.lowered}:refs/tags/${name}`)])
  const problems = checkRelease(directory, `refs/tags/${exact}`, repository)
  if (problems.length > 0) throw new ReleaseError(problems)
  return { ...commits, tags, repository, directory }
}
