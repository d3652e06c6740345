import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { ActionError, type Outputs, type Ports, repositoryName } from '@mfe-gitops/action-kit'
import type { ArtifactService } from '@mfe-gitops/action-kit/run-artifact'
import { type BaseFold, foldOn, readRequests } from '@mfe-gitops/change'
import {
  interpretSnapshot,
  likelyFiles,
  missingFiles,
  parseSnapshotFiles,
  readConfigFiles,
  type SnapshotFiles,
} from '@mfe-gitops/config-repository'
import type { DeploymentRequest } from '@mfe-gitops/contract'
import type { GitHub } from '@mfe-gitops/github'
import { type Trip, travelInCompany } from './batch-train.ts'
import { commitFold, describe, refuseNothing } from './commit-fold.ts'
import type { UpdateConfigInputs } from './inputs.ts'
import { localPath } from './local-file.ts'

/** Writes the desired state that a request asks for; nothing when it stands there already. */
export async function updateDesiredState(
  inputs: UpdateConfigInputs & { request: string },
  ports: Ports,
  loadService: () => Promise<ArtifactService>,
): Promise<Outputs> {
  const requests = readRequests('request', inputs.request)
  if (inputs.mode === 'local') return updateLocal(inputs, requests)
  const github = ports.github(inputs.token ?? '')
  const base = await currentBase(github, inputs, requests)
  const planned = { base, fold: await foldOn(base, { github, requests, registry: inputs }) }
  const company = companyFor({ inputs, ports, requests, planned })
  return company === null
    ? commitFold(github, planned, inputs, ports)
    : travelInCompany({ inputs, ports, github, planned, loadService, ...company })
}

interface Question {
  readonly inputs: UpdateConfigInputs
  readonly ports: Ports
  readonly requests: readonly DeploymentRequest[]
  readonly planned: BaseFold
}

/** Who could travel with others: one request that has something to commit, in a run of the default branch. */
function companyFor({ inputs, ports, requests, planned }: Question): Pick<Trip, 'request' | 'defaultBranch'> | null {
  const [request] = requests
  const { defaultBranch } = planned.base
  if (inputs.batchSeconds === 0 || request === undefined || requests.length > 1 || planned.fold.carried.length === 0) return null
  if (defaultBranch === null || ports.context.workflowPath === '' || ports.context.ref !== `refs/heads/${defaultBranch}`) return null
  // A base or a branch of the caller's own is one that no other run has.
  return inputs.branch !== undefined || (inputs.base ?? defaultBranch) !== defaultBranch ? null : { request, defaultBranch }
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
