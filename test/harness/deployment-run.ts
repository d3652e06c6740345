import type { ChildProcess } from 'node:child_process'
import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { type DeploymentRequest, runTitle } from '@mfe-gitops/contract'
import type { RunRecord } from '../../packages/lab/src/github/index.ts'
import { type ArtifactService, startArtifactService } from '../../packages/lab/src/runner/artifact-service.ts'
import type { StepOutputs } from './change-steps.ts'
import { type ChangeLab, configRepository } from './config-repository.ts'
import type { ActionRun } from './run-action.ts'

export const workflowPath = '.github/workflows/deploy.yml'

/** What came of the change job of one run: each step that ran, by its id, and the step that failed, if one did. */
export interface ChangeJob {
  readonly run: RunRecord
  readonly steps: Readonly<Record<string, ActionRun>>
  readonly failed: string | null
}

/** A config repository in which whole change jobs run side by side, with records and artifacts of their own. */
export interface RunLab {
  readonly lab: ChangeLab
  /** Runs the steps of gitops-deploy.yml's change job, each one the shipped bundle in a process of its own. */
  play(request: DeploymentRequest, options?: JobOptions): Promise<ChangeJob>
  close(): Promise<void>
}

export interface JobOptions {
  readonly batchSeconds?: number
  /** Gets the process of a step as soon as it runs. */
  readonly onStart?: (step: string, child: ChildProcess, run: RunRecord) => void
}

export async function startRunLab(lab: ChangeLab): Promise<RunLab> {
  const artifacts = await startArtifactService()
  const workflow = 'on: { repository_dispatch: {}, workflow_dispatch: {} }\njobs: {}\n'
  await lab.github.commitFiles(configRepository, { message: 'Add the workflow', files: { [workflowPath]: workflow } })
  const permissions = { contents: 'write', pull_requests: 'write', statuses: 'write', checks: 'read', actions: 'read', metadata: 'read' }
  const token = lab.github.createToken('octocat', { repositories: [configRepository, 'acme/cart'], permissions })
  return {
    lab,
    play: (request, options = {}) => playChangeJob({ lab, artifacts, token }, request, options),
    close: async () => {
      await artifacts.close()
      await lab.close()
    },
  }
}

interface Stage {
  readonly lab: ChangeLab
  readonly artifacts: ArtifactService
  readonly token: string
}

async function playChangeJob(stage: Stage, request: DeploymentRequest, options: JobOptions): Promise<ChangeJob> {
  const { lab, artifacts, token } = stage
  const run = await createRun(lab, request)
  const directory = await mkdtemp(join(lab.temp, `run-${run.id}-`))
  const service = artifacts.register({ runId: run.id, directory, onArtifact: (artifact) => lab.github.runs.addArtifact(run.id, artifact) })
  const urls = lab.github.urlsOfRun(run.id)
  const env = {
    ...service.environment,
    GITHUB_RUN_ID: String(run.id),
    GITHUB_REF: 'refs/heads/main',
    GITHUB_WORKFLOW_REF: `${configRepository}/${workflowPath}@refs/heads/main`,
    GITHUB_API_URL: urls.apiUrl,
    GITHUB_GRAPHQL_URL: urls.graphqlUrl,
  }
  const steps: Record<string, ActionRun> = {}
  const step = async (id: string, action: string, inputs: StepOutputs): Promise<StepOutputs | null> => {
    const process = { env, onStart: (child: ChildProcess) => options.onStart?.(id, child, run) }
    steps[id] = await lab.run(action, { token, ...inputs }, lab.event(request), process)
    return steps[id].exitCode === 0 ? steps[id].outputs : null
  }
  const failed = await playSteps(step, request, options)
  service.close()
  lab.github.runs.update(run.id, { status: 'completed', conclusion: failed === null ? 'success' : 'failure' })
  return { run, steps, failed }
}

export type PlayStep = (id: string, action: string, inputs: StepOutputs) => Promise<StepOutputs | null>

/** The steps as the workflow wires them; answers the id of the one that failed. */
export async function playSteps(step: PlayStep, request: DeploymentRequest, { batchSeconds = 0 }: JobOptions): Promise<string | null> {
  const validated = await step('validate', 'validate-payload', { request: JSON.stringify(request) })
  if (validated === null) return 'validate'
  const { request: canonical = '', snapshot = '' } = validated
  const updated = await step('update', 'update-config', { request: canonical, snapshot, 'batch-seconds': String(batchSeconds) })
  if (updated === null) return 'update'
  if (updated.changed !== 'true') return null
  const { branch: head = '', commit = '', requests = '', changes = '', 'base-commit': base = '' } = updated
  const opened = await step('pull-request', 'open-pr', { head, requests, changes })
  if (opened === null) return 'pull-request'
  const number = opened.number ?? ''
  const own = { 'pull-request': number, head: commit, requests, request: canonical }
  const checked = await step('check', 'check-deployment', { ...own, base })
  if (checked === null) return 'check'
  return (await step('merge', 'auto-merge', { ...own, passed: checked.passed ?? '' })) === null ? 'merge' : null
}

async function createRun(lab: ChangeLab, request: DeploymentRequest): Promise<RunRecord> {
  const headSha = (await lab.github.branchHead(configRepository, 'main')) ?? ''
  return lab.github.runs.create({
    repository: configRepository,
    name: 'Deploy',
    displayTitle: runTitle(request),
    event: 'repository_dispatch',
    headSha,
    headBranch: 'main',
    path: workflowPath,
    actor: lab.github.createUser(`sender-${++senders}`),
    status: 'in_progress',
  })
}

let senders = 0
