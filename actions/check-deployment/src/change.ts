import { rejection, repositoryName } from '@mfe-gitops/action-kit'
import { type DesiredStatePlace, isRegistrationFile, likelyFiles, locateDesiredStates } from '@mfe-gitops/config-repository'
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
import type { CheckInputs } from './inputs.ts'

export type Texts = Readonly<Record<string, string | null>>

/** A change of the config repository: which paths differ, and both sides of the ones that matter. */
export interface Change {
  readonly baseCommit: string
  readonly headCommit: string
  readonly changed: readonly string[]
  /** False when GitHub did not list every changed path. */
  readonly isComplete: boolean
  /** Policy, read at the base, so that a change cannot weaken the rules it is judged by. */
  readonly config: GitopsConfig
  readonly places: readonly DesiredStatePlace[]
  readonly before: Texts
  readonly after: Texts
}

interface Sides {
  readonly baseCommit: string
  readonly changed: readonly string[]
  readonly isComplete: boolean
  readonly before: Texts
  readonly after: Texts
}

/** Reads the change, in one query when the request tells which files matter and they are where the default layout has them. */
export async function readChange(github: GitHub, inputs: CheckInputs, request: DeploymentRequest | null): Promise<Change> {
  const where = { ...repositoryName(inputs.repository), ...inputs }
  let sides = await readSides(github, where, request ? likelyFiles(request) : [configFile])
  const config = policyOf(sides)
  for (;;) {
    const places = placesOf(config, sides, request)
    const wanted = [
      ...new Set([
        ...sides.changed.filter((path) => isConfig(config, path)),
        ...places.flatMap(({ file, mfe }) => [file, registrationFile(config, mfe)]),
      ]),
    ]
    const missing = wanted.filter((path) => !Object.hasOwn(sides.after, path))
    if (missing.length === 0) return { ...sides, headCommit: inputs.head, config, places }
    const more = await readSides(github, where, missing)
    sides = { ...sides, before: { ...sides.before, ...more.before }, after: { ...sides.after, ...more.after } }
  }
}

async function readSides(github: GitHub, where: Repository & CheckInputs, paths: readonly string[]): Promise<Sides> {
  const { owner, repo, base, head, pullRequest } = where
  if (pullRequest !== undefined) {
    const snapshot = await readChangeSnapshot(github, { owner, repo, number: pullRequest, base, head, paths })
    if (snapshot.headCommit !== head)
      throw rejection([reason('head-moved', { field: 'head', seen: snapshot.headCommit, allowed: head })], 'failed')
    // Of a renamed file GitHub lists the new path only, so that the old one has been removed unseen.
    const isComplete = snapshot.isComplete && !snapshot.changed.some(({ change }) => change === 'RENAMED')
    return { ...snapshot, changed: snapshot.changed.map(({ path }) => path), isComplete }
  }
  const before = await readSnapshot(github, { owner, repo, commit: base, paths })
  const [after, comparison] = await Promise.all([
    readSnapshot(github, { owner, repo, commit: head, paths }),
    compareCommits(github, { owner, repo, base: before.commit, head }),
  ])
  const changed = comparison.files.flatMap(({ path, previousPath }) => (previousPath === null ? [path] : [path, previousPath]))
  return { baseCommit: before.commit, changed, isComplete: comparison.isComplete, before: before.files, after: after.files }
}

function policyOf({ before }: Sides): GitopsConfig {
  const text = before[configFile] ?? null
  if (text === null) throw rejection([reason('config-missing', { field: configFile, seen: 'no such file at the base' })], 'failed')
  const config = parseGitopsConfig(text, configFile)
  if (!config.ok) throw rejection(config.reasons, 'failed')
  return config.value
}

function placesOf(config: GitopsConfig, { changed, before, after }: Sides, request: DeploymentRequest | null): DesiredStatePlace[] {
  const places = changed.flatMap((path) => locateDesiredStates(config, path, [before[path] ?? null, after[path] ?? null]))
  if (!request || places.some((place) => place.mfe === request.mfe && place.environment === request.environment)) return places
  return [...places, { environment: request.environment, mfe: request.mfe, ...desiredStateFile(config, request) }]
}

/** Files whose content a schema of ours describes. */
export function isConfig(config: GitopsConfig, path: string): boolean {
  return path === configFile || isRegistrationFile(config, path) || locateDesiredStates(config, path, []).length > 0
}
