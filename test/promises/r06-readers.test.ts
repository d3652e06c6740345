import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { uploadVersion } from '../../packages/edge/test/uploaded-version.ts'
import { openTarget, type Target } from '../../packages/targets/src/index.ts'
import { processEnvironment } from '../faults/play-run.ts'
import { startOldEdge } from '../faults/release/old-edge.ts'
import { type ReleaseHalf, type ReleasePlace, runReleaseHalf } from '../faults/release/release-half.ts'
import { desiredState, gitopsConfig, sourceFiles } from '../faults/release/release-input.ts'
import { type ChangeLab, configRepository, type RunProcess, startChangeLab } from '../harness/config-repository.ts'
import { packBuild } from '../rollout/packed-build.ts'
import { readDuring } from './page-reader.ts'

let lab: ChangeLab
let target: Target
let place: ReleasePlace
let published: Map<string, string>
beforeEach(async () => {
  published = new Map()
  lab = await startChangeLab()
  const descriptor = { provider: 'local', directory: join(lab.temp, 'target') } as const
  target = await openTarget(descriptor, {})
  place = { environment: 'staging', run: (action, inputs, process) => lab.run(action, inputs, undefined, process) }
  await commit('gitops.yaml', gitopsConfig('staging', descriptor))
})
afterEach(async () => {
  await target?.close()
  await lab?.close()
})

const commit = (path: string, text: string) => lab.github.commitFiles(configRepository, { message: path, files: { [path]: text } })

/** Asks for a version, which is published once; gives the commit. */
async function ask(version: string, generation: number): Promise<string> {
  const integrity = published.get(version) ?? lab.registry.publish('@acme/cart', version, await packBuild(sourceFiles(version)))
  published.set(version, integrity)
  return commit('environments/staging/cart.yaml', desiredState(version, generation, integrity))
}

async function release(commitId: string, onStart?: (action: string) => RunProcess): Promise<ReleaseHalf> {
  return runReleaseHalf(place, commitId, onStart)
}

/** Amid the upload, right after the flip, right after the purge. */
const deaths = [
  ['deploy-artifact', /Upload the files/],
  ['activate-version', /is live in/],
  ['invalidate-cache', /^Purge /m],
] as const

/** Kills a process at a word in its log. */
function killAt(word: RegExp): NonNullable<RunProcess['onStart']> {
  let log = ''
  return (child) =>
    child.stdout?.on('data', (chunk: Buffer) => {
      log += chunk.toString()
      if (word.test(log)) child.kill('SIGKILL')
    })
}

const liveVersion = async () => (await target.table.list('staging')).map(({ version, generation }) => `${version} #${generation}`)

it('R6: a reader finds every file of one version throughout a deployment, deployments that die, and a rollback', {
  timeout: 600_000,
}, async () => {
  expect((await release(await ask('1.0.0', 1))).failed).toBeNull()
  const next = await ask('1.1.0', 2)
  for (const [dying, word] of deaths) {
    const kill = (action: string): RunProcess => (action === dying ? { onStart: killAt(word) } : {})
    const { result, problems, pages } = await readDuring(target, release(next, kill))
    expect([problems, pages > 0]).toEqual([[], true])
    expect([dying, undefined]).toContain(result.failed?.action)
  }
  const deployed = await readDuring(target, release(next))
  expect([deployed.problems, deployed.result.failed?.run.log]).toEqual([[], undefined])
  expect(await liveVersion()).toEqual(['1.1.0 #2'])

  const rolledBack = await readDuring(target, release(await ask('1.0.0', 3)))
  expect([rolledBack.problems, rolledBack.result.failed?.run.log]).toEqual([[], undefined])
  expect(rolledBack.versions).toContain('1.0.0')
  expect(await liveVersion()).toEqual(['1.0.0 #3'])
})

it('R6, release case 24: readers of both versions find every file while a canary is set, raised, aborted, set again and finished', async () => {
  for (const version of ['1.0.0', '1.1.0']) {
    const files = { 'index.js': `const version = '${version}'`, 'chunk-ABCD2345.js': `document.title = 'cart ${version}'\n` }
    await uploadVersion(target.store, 'cart', version, files)
  }
  const served = (version: string) => ({
    ...{ version, integrity: `sha512-${version}`, prefix: `cart/${version}`, entry: 'index.js', entryIntegrity: null },
  })
  const serve = async (generation: number, version: string, percentage?: number) => {
    const row = { environment: 'staging', mfe: 'cart', generation, requestId: String(generation), activatedAt: '2026-11-22T10:00:00.000Z' }
    const canary = percentage === undefined ? {} : { canary: { ...served('1.1.0'), percentage } }
    await target.table.activate({ ...row, ...served(version), ...canary })
    await target.cache.purge({ reference: String(generation), paths: ['/cart/*'], tags: [] })
  }
  await serve(1, '1.0.0')
  const steps = [['1.0.0', 10], ['1.0.0', 50], ['1.0.0'], ['1.0.0', 99], ['1.1.0']] as const
  for (const [at, [version, percentage]] of steps.entries()) {
    const { problems, versions } = await readDuring(target, serve(at + 2, version, percentage))
    expect(problems).toEqual([])
    expect([...versions]).toEqual(expect.arrayContaining(percentage === undefined ? [version] : ['1.0.0', '1.1.0']))
  }
})

it('R6, R10: a reader finds every file of one version while a version is taken back that the edge does not serve, and a re-run leaves it so', {
  timeout: 600_000,
}, async () => {
  const edge = await startOldEdge()
  try {
    expect((await release(await ask('1.0.0', 1))).failed).toBeNull()
    const next = await ask('1.1.0', 2)
    const probed = { ...place, probeUrl: edge.url }
    const { result, problems, versions } = await readDuring(
      target,
      runReleaseHalf(probed, next, () => ({ env: processEnvironment(1) })),
    )
    expect(problems).toEqual([])
    expect([...versions]).toEqual(expect.arrayContaining(['1.0.0']))
    expect(reasonsOf(result)).toEqual(['invalidate-cache', ['probe-failed', 'version-withdrawn']])
    expect(await liveVersion()).toEqual(['1.0.0 #2'])

    const again = await readDuring(
      target,
      runReleaseHalf(probed, next, () => ({ env: processEnvironment(2) })),
    )
    expect([again.problems, [...again.versions], await liveVersion()]).toEqual([[], ['1.0.0'], ['1.0.0 #2']])
    expect(reasonsOf(again.result)).toEqual(['activate-version', ['version-withdrawn']])

    expect((await release(await ask('1.1.0', 3))).failed).toBeNull()
    expect(await liveVersion()).toEqual(['1.1.0 #3'])
  } finally {
    await edge.close()
  }
})

function reasonsOf({ failed }: ReleaseHalf): [string | undefined, string[]] {
  const reasons = JSON.parse(failed?.run.outputs.reasons ?? '[]') as { code: string }[]
  return [failed?.action, reasons.map(({ code }) => code)]
}

it.each([
  ['the whole version', async () => (await target.store.list('cart/1.0.0/')).map(({ key }) => key)],
  ['its manifest', async () => ['cart/1.0.0/mfe-manifest.json']],
])(
  'R11: a rollback to a version of which %s was removed, and which the registry no longer has, is refused before the flip',
  async (_, removed) => {
    const first = await ask('1.0.0', 1)
    expect((await release(first)).failed).toBeNull()
    expect((await release(await ask('1.1.0', 2))).failed).toBeNull()
    const rollback = await ask('1.0.0', 3)
    for (const key of await removed()) await target.pruner.remove(key)
    const { result, problems } = await readDuring(
      target,
      runReleaseHalf(
        {
          ...place,
          run: (action, inputs, process) => lab.run(action, { ...inputs, registry: `${lab.registry.url}gone/` }, undefined, process),
        },
        rollback,
      ),
    )
    expect([result.failed?.action, JSON.parse(result.failed?.run.outputs.reasons ?? '[]')]).toMatchObject([
      'deploy-artifact',
      [{ code: 'artifact-not-found' }],
    ])
    expect([problems, await liveVersion()]).toEqual([[], ['1.1.0 #2']])
  },
)

it('R11, release case 23: files that are removed between the look at the store and the flip stop the rollback', async () => {
  expect((await release(await ask('1.0.0', 1))).failed).toBeNull()
  expect((await release(await ask('1.1.0', 2))).failed).toBeNull()
  const pruning: ReleasePlace = {
    ...place,
    run: async (action, inputs, process) => {
      if (action === 'activate-version') await target.pruner.remove('cart/1.0.0/index.js')
      return place.run(action, inputs, process)
    },
  }
  const { failed } = await runReleaseHalf(pruning, await ask('1.0.0', 3))
  expect([failed?.action, JSON.parse(failed?.run.outputs.reasons ?? '[]')]).toMatchObject([
    'activate-version',
    [{ code: 'artifact-entry-missing' }],
  ])
  expect(await liveVersion()).toEqual(['1.1.0 #2'])
})
