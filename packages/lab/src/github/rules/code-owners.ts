import { matchesPatterns } from '../../runner/filter-pattern.ts'
import { changedFiles, mergeBase } from '../git/history.ts'
import type { PullRequest, Repository } from '../records.ts'
import { approvalsOf } from './reviews.ts'

/** documented: the three places, the first that is there counts */
const places = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS']

/** Owners of whom none has approved, for every changed file that has owners on the base; empty when nothing is missing. */
export async function missingOwners(repository: Repository, pull: PullRequest): Promise<string[]> {
  const text = await ownersFile(repository, pull.baseSha)
  if (text === null) return []
  const entries = parse(text)
  const base = await mergeBase(repository.git, pull.baseSha, pull.headSha)
  const files = await changedFiles(repository.git, base ?? pull.baseSha, pull.headSha)
  const approved = approvalsOf(pull).map(({ author }) => `@${author.login.toLowerCase()}`)
  const waiting = files
    .flatMap(({ filename, previousFilename }) => [filename, ...(previousFilename === null ? [] : [previousFilename])])
    .map((path) => entries.findLast(({ matches }) => matches(path))?.owners ?? [])
    .filter((owners) => owners.length > 0 && !owners.some((owner) => isApproved(owner, approved)))
  return [...new Set(waiting.flat())]
}

/** There are no teams in the lab: whoever approves does so for every team. */
function isApproved(owner: string, approved: readonly string[]): boolean {
  return owner.includes('/') ? approved.length > 0 : approved.includes(owner.toLowerCase())
}

async function ownersFile(repository: Repository, commit: string): Promise<string | null> {
  for (const place of places) {
    const object = await repository.git.object(`${commit}:${place}`)
    if (object?.type === 'blob') return object.content.toString()
  }
  return null
}

interface Entry {
  readonly matches: (path: string) => boolean
  readonly owners: readonly string[]
}

function parse(text: string): Entry[] {
  const lines = text.split('\n').map((line) => line.replace(/#.*$/, '').trim().split(/\s+/))
  return lines.flatMap(([pattern = '', ...owners]) => (pattern === '' ? [] : [{ owners, matches: matcher(pattern) }]))
}

/** The part of gitignore's patterns that CODEOWNERS files use: a leading slash roots them, a folder holds all below it. */
function matcher(pattern: string): (path: string) => boolean {
  if (pattern === '*') return () => true
  const bare = pattern.replace(/^\//, '').replace(/\/$/, '')
  const isRooted = pattern.startsWith('/') || bare.includes('/')
  const globs = [bare, `${bare}/**`].flatMap((glob) => (isRooted ? [glob] : [glob, `**/${glob}`]))
  return (path) => matchesPatterns(path, globs)
}
