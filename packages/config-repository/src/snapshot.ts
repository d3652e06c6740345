import {
  configFile,
  type DeploymentRequest,
  desiredStateFile,
  type GitopsConfig,
  grammar,
  jsonOrNull,
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
export type SnapshotFiles = Pick<
  RepositorySnapshot,
  'repositoryId' | 'nameWithOwner' | 'defaultBranch' | 'commit' | 'files' | 'sourceRepositoryId' | 'carriedBy'
>

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

interface SnapshotPlace extends Repository {
  /** Branch to read the tip of; default: the default branch. */
  readonly ref?: string | undefined
  /** Commit to read; wins over `ref`. */
  readonly commit?: string | undefined
  /** App repository whose id is wanted. */
  readonly source?: Repository | undefined
  /** Branch of the request, to learn whether it was merged before. */
  readonly carrier?: string | undefined
  /** The request's trailer, to learn whether a pull request with others brought it to its file before. */
  readonly trace?: string | undefined
}

export interface SnapshotQuestion extends SnapshotPlace {
  readonly subject: Subject
}

/** Reads one commit for one MFE and environment. */
export async function readConfigSnapshot(github: GitHub, { subject, ...place }: SnapshotQuestion): Promise<Parsed<ConfigSnapshot>> {
  const files = await readConfigFiles(github, { ...place, subjects: [subject] })
  return viewOf(files, subject)
}

/** Reads all that some MFEs and environments need of one commit: one query with the default layout, a second one when gitops.yaml keeps the other files elsewhere. */
export async function readConfigFiles(
  github: GitHub,
  question: SnapshotPlace & { readonly subjects: readonly Subject[] },
): Promise<SnapshotFiles> {
  const { owner, repo, subjects, ref, commit, source, carrier } = question
  const likely = [...new Set(subjects.flatMap(likelyFiles))]
  const first = await readSnapshot(github, { owner, repo, ref, commit, source, carrier, trace: traceIn({}, question), paths: likely })
  const missing = missingFiles(first, subjects)
  if (missing.length === 0) return first
  const config = parseGitopsConfig(first.files[configFile] ?? '', configFile)
  const trace = config.ok ? traceIn(config.value, question) : undefined
  const second = await readSnapshot(github, { owner, repo, commit: first.commit, trace, paths: [configFile, ...missing] })
  return { ...first, files: { ...first.files, ...second.files }, carriedBy: first.carriedBy ?? second.carriedBy }
}

/** The request left its trailer in a commit of its desired-state file. */
function traceIn(
  config: Pick<GitopsConfig, 'desiredState'>,
  { trace, subjects: [subject] }: Pick<SnapshotPlace, 'trace'> & { readonly subjects: readonly Subject[] },
) {
  return trace === undefined || subject === undefined ? undefined : { path: desiredStateFile(config, subject).file, text: trace }
}

/** The typed view on files of which none is missing. */
export function viewOf(files: SnapshotFiles, subject: Subject): Parsed<ConfigSnapshot> {
  const view = interpretSnapshot(files, subject)
  if ('missing' in view) throw new Error(`Files were asked for and not answered: ${view.missing.join(', ')}`)
  return view
}

/** The files that these MFEs and environments need and that have not been read. */
export function missingFiles(files: SnapshotFiles, subjects: readonly Subject[]): string[] {
  const views = subjects.map((subject) => interpretSnapshot(files, subject))
  return [...new Set(views.flatMap((view) => ('missing' in view ? view.missing : [])))]
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

/** The files that are read before gitops.yaml has said where they are: where the default layout keeps them. */
export function likelyFiles(subject: Subject): string[] {
  return [configFile, registrationFile({}, subject.mfe), desiredStateFile({}, subject).file]
}

/** A snapshot that was kept in a file; null when the text is none of that repository. */
export function parseSnapshotFiles(text: string, { owner, repo }: Repository): SnapshotFiles | null {
  const json = jsonOrNull(text)
  if (typeof json !== 'object' || json === null) return null
  const { repositoryId, nameWithOwner, defaultBranch = null, commit, files } = json as Partial<Record<keyof SnapshotFiles, unknown>>
  if (typeof nameWithOwner !== 'string' || nameWithOwner.toLowerCase() !== `${owner}/${repo}`.toLowerCase()) return null
  if (typeof repositoryId !== 'string' || typeof commit !== 'string' || !grammar.sha.pattern.test(commit)) return null
  if (defaultBranch !== null && typeof defaultBranch !== 'string') return null
  const isTexts = (value: unknown): value is Record<string, string | null> =>
    typeof value === 'object' && value !== null && Object.values(value).every((text) => text === null || typeof text === 'string')
  return isTexts(files) ? { repositoryId, nameWithOwner, defaultBranch, commit, files, sourceRepositoryId: null, carriedBy: null } : null
}
