import type { DeploymentRequest } from '@mfe-gitops/contract'
import { expect } from 'vitest'
import { type ChangeLab, configRepository } from './config-repository.ts'
import type { ActionRun } from './run-action.ts'

export type StepOutputs = Readonly<Record<string, string>>

/** What the steps of a run hand on to one another. */
export interface Proposal {
  readonly request: string
  readonly updated: StepOutputs
  readonly opened: StepOutputs
}

/** The outputs of a step that must have succeeded. */
export function succeeded(run: ActionRun): StepOutputs {
  expect(run.exitCode, run.log).toBe(0)
  return run.outputs
}

/** A step that must have ended with this outcome and reason, with one clear error and no stack. */
export function ended(run: ActionRun, outcome: string, code: string): ActionRun {
  expect(run.exitCode, run.log).toBe(1)
  expect(run.outputs.outcome, run.log).toBe(outcome)
  expect(JSON.parse(run.outputs.reasons ?? '')[0]).toMatchObject({ code })
  expect(run.log).toContain(`::error title=${code}::`)
  expect(run.log).not.toMatch(/^\s+at /m)
  return run
}

export function update(lab: ChangeLab, request: DeploymentRequest, inputs: StepOutputs = {}): Promise<ActionRun> {
  return lab.run('update-config', { request: JSON.stringify(request), ...inputs })
}

export function open(lab: ChangeLab, request: DeploymentRequest, updated: StepOutputs): Promise<ActionRun> {
  return lab.run('open-pr', { head: updated.branch ?? '', requests: JSON.stringify(request), changes: updated.changes ?? '[]' })
}

/** Commit and pull request of a request whose version is published for it. */
export async function propose(lab: ChangeLab, request: DeploymentRequest): Promise<Proposal> {
  lab.registry.publish(`@acme/${request.mfe}`, request.version)
  const updated = succeeded(await update(lab, request))
  const opened = succeeded(await open(lab, request, updated))
  return { request: JSON.stringify(request), updated, opened }
}

export function check(lab: ChangeLab, { request, updated, opened }: Proposal): Promise<ActionRun> {
  const change = { base: updated['base-commit'] ?? '', head: updated.commit ?? '', 'pull-request': opened.number ?? '' }
  return lab.run('check-deployment', { ...change, requests: request })
}

export function merge(lab: ChangeLab, { updated, opened }: Proposal, inputs: StepOutputs = {}): Promise<ActionRun> {
  const change = { head: updated.commit ?? '', requests: updated.requests ?? '' }
  return lab.run('auto-merge', { 'pull-request': opened.number ?? '', ...change, ...inputs })
}

/** A desired state as a deployment leaves it. */
export function desiredState(version: string, generation: number, integrity = `sha512-${Buffer.alloc(64, 1).toString('base64')}`): string {
  return `mfe: cart
version: ${version}
generation: ${generation}
artifact: { source: npm, name: '@acme/cart', integrity: ${integrity} }
source: { repository: acme/cart, ref: refs/heads/main, sha: ${'c'.repeat(40)} }
cacheInvalidationKeys: []
request: { id: ${'d'.repeat(64)}, type: deploy-mfe-trigger, user: octocat, timestamp: 2026-11-20T00:00:00.000Z }
`
}

/** Puts a version of cart into staging without running anything. */
export async function seed(lab: ChangeLab, version: string, generation = 1): Promise<void> {
  const files = { 'environments/staging/cart.yaml': desiredState(version, generation, lab.registry.publish('@acme/cart', version)) }
  await lab.github.commitFiles(configRepository, { message: `Deploy cart ${version}`, files })
}

/** The whole change half, up to the merge commit. */
export async function deploy(lab: ChangeLab, request: DeploymentRequest): Promise<StepOutputs> {
  const proposal = await propose(lab, request)
  succeeded(await check(lab, proposal))
  return succeeded(await merge(lab, proposal))
}
