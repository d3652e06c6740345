import { rejection } from '@mfe-gitops/action-kit'
import {
  type DesiredStatePlace,
  isDesiredStateFile,
  isRegistrationFile,
  likelyFiles,
  locateDesiredStates,
} from '@mfe-gitops/config-repository'
import {
  configFile,
  type DeploymentRequest,
  desiredStateFile,
  type GitopsConfig,
  parseGitopsConfig,
  reason,
  registrationFile,
} from '@mfe-gitops/contract'
import { compareCommits, type GitHub, type Repository, readChangeSnapshot, readSnapshot } from '@mfe-gitops/github'
import { pairStates, type StatePair, type Texts } from './state-pairs.ts'

/** A change of the config repository: which paths differ, and both sides of the ones that matter. */
export interface ProposedChange {
  readonly changed: readonly string[]
  /** False when GitHub did not list every changed path. */
  readonly isComplete: boolean
  /** Policy, read at the base, so that a change cannot weaken the rules it is judged by. */
  readonly config: GitopsConfig
  /** Desired states in the files that matter. */
  readonly states: readonly StatePair[]
  readonly before: Texts
  readonly after: Texts
}

/** Which change to read: between two commits, or of a pull request. */
export interface ChangePlace extends Repository {
  /** Commit or branch the change is compared with; default: the default branch. */
  readonly base: string | undefined
  readonly head: string
  readonly pullRequest: number | undefined
}

interface Sides {
  readonly changed: readonly string[]
  readonly isComplete: boolean
  readonly before: Texts
  readonly after: Texts
}

/** Reads the change, in one query when the requests tell which files matter and they are where the default layout has them. */
export async function readChange(github: GitHub, place: ChangePlace, requests: readonly DeploymentRequest[]): Promise<ProposedChange> {
  let sides = await readSides(github, place, [...new Set([configFile, ...requests.flatMap(likelyFiles)])])
  const config = policyOf(sides)
  for (;;) {
    const states = pairStates(placesOf(config, sides, requests), sides)
    const wanted = new Set([
      ...sides.changed.filter((path) => isConfig(config, path)),
      ...states.map(({ place: { file } }) => file),
      // Of a shared file with many micro-frontends only those that differ are looked at further.
      ...states.flatMap(({ place: { mfe }, differs }) => (differs ? [registrationFile(config, mfe)] : [])),
      ...requests.map(({ mfe }) => registrationFile(config, mfe)),
    ])
    const missing = [...wanted].filter((path) => !Object.hasOwn(sides.after, path))
    if (missing.length === 0) return { ...sides, config, states }
    const more = await readSides(github, place, missing)
    sides = { ...sides, before: { ...sides.before, ...more.before }, after: { ...sides.after, ...more.after } }
  }
}

async function readSides(github: GitHub, place: ChangePlace, paths: readonly string[]): Promise<Sides> {
  const { owner, repo, base, head, pullRequest } = place
  if (pullRequest !== undefined) {
    const snapshot = await readChangeSnapshot(github, { owner, repo, number: pullRequest, base, head, paths })
    // Of a renamed file GitHub lists the new path only, so that the old one has been removed unseen.
    const isComplete = snapshot.isComplete && !snapshot.changed.some(({ change }) => change === 'RENAMED')
    // Another head is not judged here: a twin run may have made the change again, and the merge, which is pinned to its commit, tells who did it.
    if (snapshot.headCommit === head) return { ...snapshot, changed: snapshot.changed.map(({ path }) => path), isComplete }
  }
  const before = await readSnapshot(github, { owner, repo, commit: base, paths })
  const [after, comparison] = await Promise.all([
    readSnapshot(github, { owner, repo, commit: head, paths }),
    compareCommits(github, { owner, repo, base: before.commit, head }),
  ])
  const changed = comparison.files.flatMap(({ path, previousPath }) => (previousPath === null ? [path] : [path, previousPath]))
  return { changed, isComplete: comparison.isComplete, before: before.files, after: after.files }
}

function policyOf({ before }: Sides): GitopsConfig {
  const text = before[configFile] ?? null
  if (text === null) throw rejection([reason('config-missing', { field: configFile, seen: 'no such file at the base' })], 'failed')
  const config = parseGitopsConfig(text, configFile)
  if (!config.ok) throw rejection(config.reasons, 'failed')
  return config.value
}

function placesOf(config: GitopsConfig, { changed, before, after }: Sides, requests: readonly DeploymentRequest[]): DesiredStatePlace[] {
  const places = changed.flatMap((path) => locateDesiredStates(config, path, [before[path] ?? null, after[path] ?? null]))
  const known = new Set(places.map(({ environment, mfe }) => `${environment}/${mfe}`))
  const asked = requests.filter(({ environment, mfe }) => !known.has(`${environment}/${mfe}`))
  return [...places, ...asked.map(({ environment, mfe }) => ({ environment, mfe, ...desiredStateFile(config, { environment, mfe }) }))]
}

/** Files whose content a schema of ours describes. */
function isConfig(config: GitopsConfig, path: string): boolean {
  return path === configFile || isRegistrationFile(config, path) || isDesiredStateFile(config, path)
}
