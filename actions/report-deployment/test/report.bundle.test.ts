import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseReceipt } from '@mfe-gitops/contract'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ArtifactService, startArtifactService } from '../../../packages/lab/src/runner/artifact-service.ts'
import { runAction } from '../../../test/harness/run-action.ts'

let service: ArtifactService
let uploaded: { name: string; file: string }[]
beforeAll(async () => {
  service = await startArtifactService()
  uploaded = []
})
afterAll(() => service.close())

const step = (outcome: string, outputs: Record<string, string> = {}) => ({ outcome, conclusion: outcome, outputs })
const released = {
  artifact: step('success'),
  live: step('success', { activated: 'true', 'live-version': '1.4.0' }),
  purge: step('success'),
}
const run = {
  GITHUB_REPOSITORY: 'acme/gitops-config',
  GITHUB_RUN_ID: '7',
  GITHUB_RUN_ATTEMPT: '2',
  // The artifact client serves github.com, *.ghe.com and *.localhost, and refuses any other server.
  GITHUB_SERVER_URL: 'http://github.localhost:1',
}

function report(steps: object, environment: Record<string, string> = {}) {
  return runAction({ action: 'report-deployment', inputs: { steps: JSON.stringify(steps) }, env: { ...run, ...environment } })
}

it('uploads the receipt as an artifact of the run', async () => {
  const onArtifact = async (artifact: { name: string; file: string }) => ({ id: uploaded.push(artifact) })
  const { environment } = service.register({ runId: 7, directory: mkdtempSync(join(tmpdir(), 'artifacts-')), onArtifact })
  const { exitCode, outputs, log, summary } = await report(released, environment)
  expect([exitCode, outputs.outcome], log).toEqual([0, 'deployed'])
  expect(uploaded.map(({ name }) => name)).toEqual(['deployment-receipt'])
  const { 'receipt.json': bytes = new Uint8Array() } = unzipSync(readFileSync(uploaded[0]?.file ?? ''))
  const receipt = parseReceipt(new TextDecoder().decode(bytes))
  expect(receipt).toMatchObject({ ok: true, value: { outcome: 'deployed', version: { live: '1.4.0' }, run: { id: 7, attempt: 2 } } })
  expect(summary).toContain('deployed')
})

it('keeps a good deployment good when there is no artifact service', async () => {
  const { exitCode, outputs, log } = await report(released)
  expect([exitCode, outputs.outcome]).toEqual([0, 'deployed'])
  expect(log).toContain('::warning::The receipt was not uploaded')
})

it('never makes a failed deployment look good', async () => {
  const { exitCode, outputs } = await report({ ...released, live: step('skipped') })
  expect([exitCode, outputs.outcome]).toEqual([1, 'cancelled'])
})
