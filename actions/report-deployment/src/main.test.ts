import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLog, livePorts, type Ports } from '@mfe-gitops/action-kit'
import { parseReceipt } from '@mfe-gitops/contract'
import { beforeEach, describe, expect, it } from 'vitest'
import type { ReportInputs } from './inputs.ts'
import { main } from './main.ts'

const commit = 'a'.repeat(40)
const step = (outcome: string, outputs: Record<string, string> = {}) => ({ outcome, conclusion: outcome, outputs })
const rejected = {
  'app-token': step('success', { token: 'ghs_canary' }),
  validate: step('failure', {
    outcome: 'rejected',
    reasons: JSON.stringify([{ code: 'environment-frozen', message: 'environment: Frozen by @acme/platform until <b>Monday</b>. Wait.' }]),
  }),
  update: step('skipped'),
  merge: step('skipped'),
}
const released = { artifact: step('success', { seconds: '2.5' }), live: step('success', { activated: 'true' }), purge: step('success') }
const merged = { validate: step('success'), update: step('success', { changed: 'false', 'merge-commit': commit }), merge: step('skipped') }

let lines: string[]
let summaryFile: string
let ports: Ports
let uploads: string[]
let failure: Error | null

beforeEach(() => {
  const temp = mkdtempSync(join(tmpdir(), 'report-'))
  summaryFile = join(temp, 'summary.md')
  writeFileSync(summaryFile, '')
  lines = []
  uploads = []
  failure = null
  const env = { RUNNER_TEMP: temp, GITHUB_STEP_SUMMARY: summaryFile, GITHUB_REPOSITORY: 'acme/gitops-config', GITHUB_RUN_ID: '7' }
  ports = { ...livePorts(env), log: createLog((line) => void lines.push(line)) }
})

const loadService = async () => ({
  uploadArtifact: async (name: string) => {
    if (failure) throw failure
    uploads.push(name)
  },
  deleteArtifact: async () => {},
})

function report(some: Partial<ReportInputs>) {
  const inputs: ReportInputs = {
    steps: {},
    change: undefined,
    request: undefined,
    artifactName: 'deployment-receipt',
    upload: 'auto',
    deploymentStatus: false,
    token: undefined,
    ...some,
  }
  return main(inputs, ports, loadService)
}

describe('the report', () => {
  it('says nothing final while the deployment goes on', async () => {
    const outputs = await report({ steps: merged })
    expect(outputs).toMatchObject({ outcome: '', terminal: false, 'merge-commit': commit, receipt: '' })
    expect([uploads, readFileSync(summaryFile, 'utf8')]).toEqual([[], ''])
  })

  it('records a rejection with its reasons, which stay text in the summary', async () => {
    const outputs = await report({ steps: rejected })
    expect(outputs).toMatchObject({ outcome: 'rejected', terminal: true, reasons: [{ code: 'environment-frozen' }] })
    expect(parseReceipt(readFileSync(String(outputs.receipt), 'utf8'))).toMatchObject({
      ok: true,
      value: { outcome: 'rejected', run: { id: 7 } },
    })
    expect(uploads).toEqual(['deployment-receipt'])
    const summary = readFileSync(summaryFile, 'utf8')
    expect(summary).toContain('environment-frozen')
    expect(summary).not.toMatch(/@acme|<b>/)
  })

  it('release case 34: lets no token of another step out', async () => {
    const outputs = await report({ steps: rejected })
    const everything = [...lines, readFileSync(summaryFile, 'utf8'), readFileSync(String(outputs.receipt), 'utf8'), JSON.stringify(outputs)]
    expect(everything.join()).not.toContain('ghs_canary')
  })

  it('stays green about a good deployment that it cannot report', async () => {
    failure = new Error('the artifact service is away')
    const outputs = await report({ steps: released, change: { changed: 'true' } })
    expect(outputs).toMatchObject({ outcome: 'deployed', terminal: true })
    expect(lines.join('')).toContain('::warning::The receipt was not uploaded')
  })

  it('stays green about a good deployment that it cannot measure or show', async () => {
    ports = { ...ports, now: () => Number.NaN }
    const steps = { ...released, update: merged.update }
    const change = { mfe: 'cart', environment: 'staging' }
    const outputs = await report({ steps, change, deploymentStatus: true })
    expect(outputs).toMatchObject({ outcome: 'deployed', terminal: true, metrics: '' })
    expect(lines.join('')).toMatch(/::warning::The deployment status was not set.*::warning::The deployment was not measured/s)
  })

  it.each(['auto', 'always'] as const)('uploads the receipt of a release when upload is %s', async (upload) => {
    await report({ steps: released, upload })
    expect(uploads).toEqual(['deployment-receipt'])
  })

  it('uploads nothing when told so', async () => {
    expect(await report({ steps: released, upload: 'never' })).toMatchObject({ outcome: 'deployed' })
    expect(uploads).toEqual([])
  })

  it('turns the job red when no step is, but the deployment did not happen', async () => {
    const { purge: _, ...incomplete } = released
    await expect(report({ steps: incomplete })).rejects.toMatchObject({
      code: 'internal-error',
      outcome: 'failed',
      outputs: { terminal: true },
    })
    expect(uploads).toEqual(['deployment-receipt'])
  })

  it('leaves the red to the step that failed', async () => {
    expect(await report({ steps: { ...released, purge: step('failure') } })).toMatchObject({ outcome: 'failed' })
  })
})
