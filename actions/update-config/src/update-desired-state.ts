import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { ActionError, type Outputs, type Ports, rejection, repositoryName } from '@mfe-gitops/action-kit'
import { changeOutputs, commitChange, commitText, type Fold, foldOn, readRequests, requestsText } from '@mfe-gitops/change'
import {
  changeSummary,
  interpretSnapshot,
  likelyFiles,
  missingFiles,
  parseSnapshotFiles,
  readConfigFiles,
  type SnapshotFiles,
} from '@mfe-gitops/config-repository'
import { carrierBranch, type DeploymentRequest } from '@mfe-gitops/contract'
import type { GitHub } from '@mfe-gitops/github'
import type { UpdateConfigInputs } from './inputs.ts'
import { localPath } from './local-file.ts'
import { newBranch } from './new-branch.ts'

/** Writes the desired state that a request asks for; nothing when it stands there already. */
export async function updateDesiredState(inputs: UpdateConfigInputs & { request: string }, ports: Ports): Promise<Outputs> {
  const requests = readRequests('request', inputs.request)
  if (inputs.mode === 'local') return updateLocal(inputs, requests)
  const github = ports.github(inputs.token ?? '')
  const base = await currentBase(github, inputs, requests)
  const fold = await foldOn(base, { github, requests, registry: inputs })
  refuseNothing(fold)
  if (fold.carried.length === 0) {
    for (const { file, desired } of fold.unchanged)
      ports.log.info(`${file} asks for ${desired.version} already; there is nothing to commit.`)
    return { ...describe(fold), changed: false, 'merge-commit': base.commit, 'base-commit': base.commit }
  }
  const carried = fold.carried.map(({ request }) => request)
  const own = carrierBranch(carried)
  const branch = newBranch(inputs.branch ?? own, [base.defaultBranch, inputs.base])
  const text = commitText(fold.carried)
  const change = {
    repository: repositoryName(inputs.repository),
    repositoryId: base.repositoryId,
    branch,
    base: base.commit,
    message: { ...text, headline: inputs.message ?? text.headline },
    additions: fold.files.map(({ path, text: contents }) => ({ path, contents })),
    isOwnBranch: branch === own,
  }
  const commit = await commitChange(github, change, ports)
  ports.log.info(`Committed ${commit} on ${branch}:\n${changeSummary(fold.carried.flatMap(({ changes }) => changes))}`)
  return { ...describe(fold), changed: true, branch, 'base-commit': base.commit, commit, requests: requestsText(carried) }
}

/** When every request was dropped, the step ends for the reasons of them all. */
function refuseNothing({ carried, unchanged, dropped }: Fold): void {
  const [first] = dropped
  if (first && carried.length + unchanged.length === 0)
    throw rejection(
      dropped.flatMap(({ reasons }) => reasons),
      first.outcome,
    )
}

function describe(fold: Fold): Outputs {
  return { ...changeOutputs(fold), files: fold.files.map(({ path }) => path) }
}

/** The snapshot of validate-payload when it holds all that these requests need; else a fresh one. */
async function currentBase(github: GitHub, inputs: UpdateConfigInputs, requests: readonly DeploymentRequest[]): Promise<SnapshotFiles> {
  const repository = repositoryName(inputs.repository)
  // What validate-payload kept is of the default branch.
  const path = inputs.base === undefined ? inputs.snapshot : undefined
  const text = path === undefined ? null : await readFile(path, 'utf8').catch(() => null)
  const kept = text === null ? null : parseSnapshotFiles(text, repository)
  const isUsable = kept !== null && requests.every((request) => isReadable(kept, request))
  return isUsable ? kept : readConfigFiles(github, { ...repository, ref: inputs.base, subjects: requests })
}

function isReadable(files: SnapshotFiles, request: DeploymentRequest): boolean {
  const view = interpretSnapshot(files, request)
  return 'ok' in view && view.ok
}

async function updateLocal(inputs: UpdateConfigInputs, requests: readonly DeploymentRequest[]): Promise<Outputs> {
  const read = async (file: string) => [file, await readFile(localPath(inputs.workingDirectory, file), 'utf8').catch(absent)] as const
  let paths = [...new Set(requests.flatMap(likelyFiles))]
  for (;;) {
    const base = { ...nowhere, files: Object.fromEntries(await Promise.all(paths.map(read))) }
    const missing = missingFiles(base, requests)
    if (missing.length > 0) {
      paths = [...paths, ...missing]
      continue
    }
    const fold = await foldOn(base, { github: null, requests, registry: inputs })
    refuseNothing(fold)
    for (const { path, text } of fold.files) await writeLocal(localPath(inputs.workingDirectory, path), text)
    return { ...describe(fold), changed: fold.files.length > 0 }
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
