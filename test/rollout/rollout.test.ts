import { readFile } from 'node:fs/promises'
import { parseReceipt } from '@mfe-gitops/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTarget } from '../../packages/targets/src/index.ts'
import { type ChangeLab, configRepository, nameTargetFolder, startChangeLab } from '../harness/config-repository.ts'
import type { ActionRun } from '../harness/run-action.ts'
import { packBuild, sampleFiles } from './packed-build.ts'

const path = 'environments/staging/cart.yaml'
const requestId = 'a'.repeat(64)
let lab: ChangeLab
let directory: string
beforeAll(async () => {
  lab = await startChangeLab()
  directory = await nameTargetFolder(lab)
})
afterAll(() => lab?.close())

/** Publishes a version and merges its desired state; answers the merge commit. */
async function merge(version: string, generation: number, files = sampleFiles(version)): Promise<string> {
  const integrity = lab.registry.publish('@acme/cart', version, await packBuild(files))
  return lab.github.commitFiles(configRepository, { message: version, files: { [path]: desired(version, generation, integrity) } })
}

function desired(version: string, generation: number, integrity: string): string {
  return `mfe: cart
version: ${version}
generation: ${generation}
artifact: { source: npm, name: '@acme/cart', integrity: ${integrity} }
source: { repository: acme/cart, ref: refs/heads/main, sha: ${'b'.repeat(40)} }
cacheInvalidationKeys: [/cart/index.js, '#cart']
request: { id: ${requestId}, user: octocat, timestamp: 2026-11-22T21:38:18.123Z, type: deploy-mfe-trigger }
`
}

const deploy = (commit: string) => lab.run('deploy-artifact', { commit, environment: 'staging', mfe: 'cart' })

function activate(outputs: ActionRun['outputs']) {
  const { name: _, url: _url, ...handedOver } = outputs
  return lab.run('activate-version', { ...handedOver, environment: 'staging', mfe: 'cart' })
}

const purge = ({ target = '', 'cache-invalidation-keys': keys = '', generation = '' }: ActionRun['outputs']) =>
  lab.run('invalidate-cache', { target, keys, reference: `${requestId}-${generation}` })

function succeeded(run: ActionRun): ActionRun['outputs'] {
  expect(run.exitCode, run.log).toBe(0)
  return run.outputs
}

async function inTarget<T>(look: (target: Awaited<ReturnType<typeof openTarget>>) => Promise<T>): Promise<T> {
  const target = await openTarget({ provider: 'local', directory }, {})
  return look(target).finally(() => target.close())
}

const step = (run: ActionRun) => ({ outcome: run.exitCode === 0 ? 'success' : 'failure', outputs: run.outputs })

describe('the release half, step by step', () => {
  it('takes a merged commit to the live version, and says so in the receipt', async () => {
    const commit = await merge('1.0.0', 1)
    const first = lab.github.requests.length
    const artifact = await deploy(commit)
    expect(succeeded(artifact)).toMatchObject({
      name: '@acme/cart',
      version: '1.0.0',
      generation: '1',
      'request-id': requestId,
      prefix: 'cart/1.0.0',
      entry: 'index.js',
      'entry-integrity': expect.stringMatching(/^sha384-/),
      url: 'http://staging.mfe.localhost/cart/index.js',
      uploaded: '2',
      skipped: '0',
      files: '2',
      reasons: '[]',
    })
    expect(lab.github.requests.slice(first).map(({ kind }) => kind)).toEqual(['read'])
    const live = await activate(artifact.outputs)
    expect(succeeded(live)).toMatchObject({ activated: 'true', 'live-version': '1.0.0', 'live-generation': '1', 'previous-version': '' })
    const purged = await purge(artifact.outputs)
    expect(succeeded(purged)).toMatchObject({ status: 'completed', paths: '["/cart/index.js"]', tags: '["cart"]' })

    const stored = await inTarget(({ store }) => store.list('cart/1.0.0'))
    expect(stored.map(({ key }) => key)).toEqual(['chunk-ABCD2345.js', 'index.js', 'mfe-manifest.json'].map((name) => `cart/1.0.0/${name}`))
    const steps = JSON.stringify({ artifact: step(artifact), live: step(live), purge: step(purged) })
    const reported = succeeded(
      await lab.run('report-deployment', { steps, change: JSON.stringify({ changed: 'true', 'merge-commit': commit }), upload: 'never' }),
    )
    expect(reported).toMatchObject({ outcome: 'deployed', terminal: 'true', 'merge-commit': commit })
    const receipt = parseReceipt(await readFile(reported.receipt ?? '', 'utf8'))
    expect(receipt).toMatchObject({
      ok: true,
      value: { outcome: 'deployed', requestId, generation: 1, version: { live: '1.0.0' }, mergeCommit: commit },
    })
  })

  it('uploads nothing when the version is there, and stays as it was', async () => {
    const commit = (await lab.github.branchHead(configRepository, 'main')) ?? ''
    const packages = lab.registry.requests.length
    const outputs = succeeded(await deploy(commit))
    expect(outputs).toMatchObject({ uploaded: '0', skipped: '2', files: '2', 'entry-integrity': expect.stringMatching(/^sha384-/) })
    expect(lab.registry.requests).toHaveLength(packages)
    expect(succeeded(await activate(outputs))).toMatchObject({ activated: 'false', 'live-version': '1.0.0' })
  })

  it('edge case 45: releases the commit it was given, not the tip of the branch', async () => {
    const older = await merge('1.1.0', 2)
    const newer = await merge('1.2.0', 3)
    const newest = succeeded(await deploy(newer))
    await activate(newest)
    const slow = succeeded(await deploy(older))
    expect(slow.version).toBe('1.1.0')
    const late = await activate(slow)
    expect([late.exitCode, late.outputs.outcome, late.outputs['live-version']]).toEqual([1, 'superseded', '1.2.0'])
    expect((await inTarget(({ table }) => table.read('staging#cart')))?.version).toBe('1.2.0')
  })

  it('release case 23: finishes what a crash left behind', async () => {
    const commit = await merge('1.3.0', 4)
    const once = succeeded(await deploy(commit))
    await inTarget(async ({ store }) => expect(await store.head('cart/1.3.0/mfe-manifest.json')).not.toBeNull())
    const again = succeeded(await deploy(commit))
    expect({ ...again, uploaded: '', skipped: '', seconds: '' }).toEqual({ ...once, uploaded: '', skipped: '', seconds: '' })
  })

  it.each<[string, () => Promise<ActionRun>, string]>([
    [
      'a version that was deployed with other bytes',
      async () => deploy(await merge('1.0.0', 5, { 'dist/index.js': 'other' })),
      'version-exists-with-other-bytes',
    ],
    ['a package without the entry', async () => deploy(await merge('2.0.0', 6, { 'dist/main.js': 'x' })), 'artifact-entry-missing'],
    ['a package without the build', async () => deploy(await merge('2.0.1', 7, { 'README.md': 'x' })), 'artifact-empty'],
    [
      'a package that was swapped after the merge',
      async () => {
        const commit = await merge('2.0.2', 8)
        lab.registry.publish('@acme/cart', '2.0.2', await packBuild({ 'dist/index.js': 'evil' }))
        return deploy(commit)
      },
      'integrity-mismatch',
    ],
    ['a commit that does not exist', () => deploy('f'.repeat(40)), 'github-not-found'],
    [
      'an activation without an upload',
      () =>
        activate({
          version: '9.0.0',
          generation: '9',
          'request-id': requestId,
          integrity: 'sha512-x',
          prefix: 'cart/9.0.0',
          entry: 'index.js',
          target: JSON.stringify({ provider: 'local', directory }),
        }),
      'artifact-entry-missing',
    ],
  ])('R10: stops at %s and leaves the live version alone', async (_, attempt, code) => {
    const run = await attempt()
    expect([run.exitCode, run.outputs.outcome], run.log).toEqual([1, 'failed'])
    expect(JSON.parse(run.outputs.reasons ?? '')).toMatchObject([{ code }])
    expect((await inTarget(({ table }) => table.read('staging#cart')))?.version).toBe('1.2.0')
  })
})
