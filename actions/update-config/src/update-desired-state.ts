import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { ActionError, type Outputs, type Ports, rejection, repositoryName } from '@mfe-gitops/action-kit'
import { resolveNpm } from '@mfe-gitops/artifact'
import {
  type ConfigSnapshot,
  changeSummary,
  type DesiredStatePlan,
  interpretSnapshot,
  likelyFiles,
  parseSnapshotFiles,
  planDesiredState,
  readConfigSnapshot,
} from '@mfe-gitops/config-repository'
import { type DeploymentRequest, type DesiredState, deployBranch, parseRequest, reason, requestId } from '@mfe-gitops/contract'
import type { GitHub } from '@mfe-gitops/github'
import { commitChange } from './branch-change.ts'
import { commitText } from './commit-text.ts'
import type { UpdateConfigInputs } from './inputs.ts'
import { localPath } from './local-file.ts'
import { newBranch } from './new-branch.ts'

/** Writes the desired state that a request asks for; nothing when it stands there already. */
export async function updateDesiredState(inputs: UpdateConfigInputs & { request: string }, ports: Ports): Promise<Outputs> {
  const parsed = parseRequest(inputs.request)
  if (!parsed.ok) throw rejection(parsed.reasons)
  const request = parsed.value
  if (inputs.mode === 'local') return updateLocal(inputs, request)
  const github = ports.github(inputs.token ?? '')
  const snapshot = await currentSnapshot(github, inputs, request)
  const plan = await makePlan(snapshot, inputs, request)
  if (plan.kind === 'unchanged') {
    ports.log.info(`${plan.file} asks for ${request.version} already; there is nothing to commit.`)
    return { ...describe(plan.desired, null), changed: false, 'merge-commit': snapshot.files.commit, 'base-commit': snapshot.files.commit }
  }
  const own = deployBranch(request, requestId(request))
  const branch = newBranch(inputs.branch ?? own, [snapshot.files.defaultBranch, inputs.base])
  const text = commitText(request, plan.changes)
  const change = {
    repository: repositoryName(inputs.repository),
    repositoryId: snapshot.files.repositoryId,
    branch,
    base: snapshot.files.commit,
    message: { ...text, headline: inputs.message ?? text.headline },
    additions: [{ path: plan.file, contents: plan.text }],
    isOwnBranch: branch === own,
  }
  const commit = await commitChange(github, change, ports)
  ports.log.info(`Committed ${commit} on ${branch}:\n${changeSummary(plan.changes)}`)
  return { ...describe(plan.desired, plan), changed: true, branch, 'base-commit': snapshot.files.commit, commit }
}

type Change = Extract<DesiredStatePlan, { kind: 'change' }>

function describe(desired: DesiredState, plan: Change | null): Outputs {
  return {
    changes: plan?.changes ?? [],
    files: plan ? [plan.file] : [],
    generation: desired.generation,
    'previous-version': plan ? (plan.previous?.version ?? '') : desired.version,
    integrity: desired.artifact.integrity,
  }
}

/** The snapshot of validate-payload when there is one of this repository, MFE and environment; else a fresh one. */
async function currentSnapshot(github: GitHub, inputs: UpdateConfigInputs, request: DeploymentRequest): Promise<ConfigSnapshot> {
  const repository = repositoryName(inputs.repository)
  // What validate-payload kept is of the default branch.
  const path = inputs.base === undefined ? inputs.snapshot : undefined
  const text = path === undefined ? null : await readFile(path, 'utf8').catch(() => null)
  const files = text === null ? null : parseSnapshotFiles(text, repository)
  const kept = files && interpretSnapshot(files, request)
  if (kept && 'ok' in kept && kept.ok) return kept.value
  const read = await readConfigSnapshot(github, { ...repository, ref: inputs.base, subject: request })
  if (!read.ok) throw rejection(read.reasons)
  return read.value
}

async function makePlan(
  snapshot: Pick<ConfigSnapshot, 'config' | 'registration' | 'desiredText'>,
  inputs: UpdateConfigInputs,
  request: DeploymentRequest,
) {
  const { config, registration, desiredText: text } = snapshot
  if (!registration) throw rejection([reason('registration-missing', { field: 'mfe', seen: request.mfe })])
  const question = { request, config, registration, text }
  // Asked first without a digest: when nothing has to change, the registry is not asked at all.
  const dry = planDesiredState({ ...question, integrity: '' })
  if (dry.kind === 'refused') throw rejection(dry.reasons)
  if (dry.kind === 'unchanged') return dry
  const { name } = registration.artifact
  const { integrity } = await resolveNpm({ name, version: request.version, registry: inputs.registry, token: inputs.registryToken })
  const plan = planDesiredState({ ...question, integrity })
  if (plan.kind === 'refused') throw rejection(plan.reasons)
  return plan
}

async function updateLocal(inputs: UpdateConfigInputs, request: DeploymentRequest): Promise<Outputs> {
  const read = async (file: string) => [file, await readFile(localPath(inputs.workingDirectory, file), 'utf8').catch(absent)] as const
  let paths = likelyFiles(request)
  for (;;) {
    const snapshot = interpretSnapshot({ ...nowhere, files: Object.fromEntries(await Promise.all(paths.map(read))) }, request)
    if ('missing' in snapshot) {
      paths = [...paths, ...snapshot.missing]
      continue
    }
    if (!snapshot.ok) throw rejection(snapshot.reasons)
    const plan = await makePlan(snapshot.value, inputs, request)
    if (plan.kind === 'change') await writeLocal(localPath(inputs.workingDirectory, plan.file), plan.text)
    return { ...describe(plan.desired, plan.kind === 'change' ? plan : null), changed: plan.kind === 'change' }
  }
}

async function writeLocal(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text)
}

// Files of a working directory belong to no commit.
const nowhere = { repositoryId: '', nameWithOwner: '', defaultBranch: null, commit: '', sourceRepositoryId: null, carriedBy: null }

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw new ActionError(
    'config-invalid',
    `A config file could not be read: ${error.code ?? error.message}. Check the path and its permissions.`,
    { cause: error },
  )
}
