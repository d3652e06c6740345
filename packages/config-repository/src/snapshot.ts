import {
  configFile,
  type DeploymentRequest,
  desiredStateFile,
  type GitopsConfig,
  type Parsed,
  parseGitopsConfig,
  parseRegistration,
  type Registration,
  reason,
  registrationFile,
} from '@mfe-gitops/contract'
import { type GitHub, type Repository, type RepositorySnapshot, readSnapshot } from '@mfe-gitops/github'

type Subject = Pick<DeploymentRequest, 'mfe' | 'environment'>

/** What is read of the config repository, as it may be kept in a file between two steps. */
export type SnapshotFiles = Pick<RepositorySnapshot, 'repositoryId' | 'defaultBranch' | 'commit' | 'files' | 'sourceRepositoryId'>

/** The config repository at one commit, as far as one MFE and environment need it. */
export interface ConfigSnapshot {
  readonly files: SnapshotFiles
  readonly config: GitopsConfig
  /** Null when the MFE is not registered. */
  readonly registration: Registration | null
  /** Path of the desired-state file, and its text; null when there is none. */
  readonly desiredFile: string
  readonly desiredText: string | null
}

export interface SnapshotQuestion extends Repository {
  readonly subject: Subject
  /** Commit to read; default: the tip of the default branch. */
  readonly commit?: string | undefined
  /** App repository whose id is wanted. */
  readonly source?: Repository | undefined
}

/** Reads one commit: one query with the default layout, a second one when gitops.yaml keeps the other files elsewhere. */
export async function readConfigSnapshot(github: GitHub, question: SnapshotQuestion): Promise<Parsed<ConfigSnapshot>> {
  const { owner, repo, subject, commit, source } = question
  const first = await readSnapshot(github, { owner, repo, commit, source, paths: [configFile, ...defaultPaths(subject)] })
  const interpreted = interpretSnapshot(first, subject)
  if (!('missing' in interpreted)) return interpreted
  const second = await readSnapshot(github, { owner, repo, commit: first.commit, paths: [configFile, ...interpreted.missing] })
  const files = { ...first, files: { ...first.files, ...second.files } }
  const again = interpretSnapshot(files, subject)
  if ('missing' in again) throw new Error(`Files were asked for and not answered: ${again.missing.join(', ')}`)
  return again
}

/** The typed view on files that were read, or the paths that still have to be read. */
export function interpretSnapshot(files: SnapshotFiles, subject: Subject): Parsed<ConfigSnapshot> | { missing: string[] } {
  const configText = files.files[configFile] ?? null
  if (configText === null) return { ok: false, reasons: [reason('config-missing', { field: configFile, seen: 'no such file' })] }
  const config = parseGitopsConfig(configText, configFile)
  if (!config.ok) return config
  const registrationPath = registrationFile(config.value, subject.mfe)
  const { file: desiredFile } = desiredStateFile(config.value, subject)
  const missing = [registrationPath, desiredFile].filter((path) => !Object.hasOwn(files.files, path))
  if (missing.length > 0) return { missing }
  const registrationText = files.files[registrationPath] ?? null
  const registration =
    registrationText === null ? { ok: true as const, value: null } : parseRegistration(registrationText, registrationPath)
  if (!registration.ok) return registration
  const desiredText = files.files[desiredFile] ?? null
  return { ok: true, value: { files, config: config.value, registration: registration.value, desiredFile, desiredText } }
}

function defaultPaths({ mfe, environment }: Subject): string[] {
  return [`mfes/${mfe}.yaml`, `environments/${environment}/${mfe}.yaml`]
}
