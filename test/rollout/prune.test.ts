import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PrunePlan } from '../../packages/prune/src/index.ts'
import { openTarget, pruneMarkKey, type Target } from '../../packages/targets/src/index.ts'
import { liveRow, metaOf, text } from '../../packages/targets/test/rows.ts'
import { desiredState } from '../harness/change-steps.ts'
import { type ChangeLab, configRepository, startChangeLab } from '../harness/config-repository.ts'
import { runMfe } from '../harness/run-mfe.ts'

const integrity = `sha512-${Buffer.alloc(64, 7).toString('base64')}`
const versions = ['1.0.0', '1.1.0', '1.2.0', '1.3.0', '1.4.0']

let lab: ChangeLab
let directory: string
let target: Target
let token: string
/** Five releases to staging, the last of which is live and desired; of a sixth version the upload never ended. */
beforeAll(async () => {
  lab = await startChangeLab({ 'environments/staging/cart.yaml': desiredState('1.4.0', 5, integrity) })
  const permissions = { contents: 'read', metadata: 'read' }
  token = lab.github.createToken('octocat', { repositories: [configRepository], permissions })
  directory = await mkdtemp(join(tmpdir(), 'prune-'))
  target = await openTarget({ provider: 'local', directory }, {})
  for (const [at, version] of versions.entries()) {
    await upload(`cart/${version}/index.js`, `cart/${version}/mfe-manifest.json`)
    await target.table.activate(liveRow({ version, generation: at + 1 }))
  }
  await upload('cart/1.5.0/index.js', 'readme.txt')
})
afterAll(async () => {
  expect(lab.github.violations).toEqual([])
  await target.close()
  await rm(directory, { recursive: true, force: true })
  await lab.close()
})

async function upload(...keys: string[]): Promise<void> {
  for (const key of keys) await target.store.putIfAbsent(key, text(key), metaOf(text(key)))
}

function mfe(...args: string[]) {
  const { apiUrl, graphqlUrl } = lab.github
  const env = { GITHUB_API_URL: apiUrl, GITHUB_GRAPHQL_URL: graphqlUrl, GH_TOKEN: token, MFE_LOCAL_TARGET: directory }
  return runMfe(['prune', '--repository', configRepository, ...args], env)
}

const stored = async () => [...new Set((await target.store.list('cart/')).map(({ key }) => key.split('/')[1]))]

describe('mfe prune', () => {
  it('shows what would go and why the rest stays, writes the plan, and removes nothing', async () => {
    const file = join(directory, 'plan.json')
    const { exitCode, output, said } = await mfe('--history', '3', '--keep-days', '0', '--plan', file)
    expect({ exitCode, said }).toEqual({ exitCode: 0, said: `reading local ${await realpath(directory)}\n` })
    expect(output).toMatch(/^cart +1\.2\.0 +2 .*history of staging$/m)
    expect(output).toMatch(/^cart +1\.4\.0 +2 .*live in staging; desired in staging; history of staging$/m)
    expect(output).toMatch(/^cart +1\.5\.0 +1 .*its upload never ended$/m)
    expect(output).toContain('Remove 3 versions, 5 files')
    expect(output).toContain('Left alone, as no version: 1 object, 10B')
    const { stores } = JSON.parse(await readFile(file, 'utf8')) as PrunePlan
    expect(stores[0]?.remove.map(({ version }) => version)).toEqual(['1.0.0', '1.1.0', '1.5.0'])
    expect(await stored()).toEqual([...versions, '1.5.0'])
  })

  it('keeps what is young and what the window of the edge holds, when nothing else is said', async () => {
    const { exitCode, output } = await mfe('--json')
    const plan = JSON.parse(output) as PrunePlan
    expect([exitCode, plan.stores[0]?.remove, plan.options]).toMatchObject([0, [], { history: 20, keepDays: 30 }])
    expect(plan.stores[0]?.keep.find(({ version }) => version === '1.5.0')?.reasons.map(({ code }) => code)).toEqual(['young'])
  })

  it('R11, release case 10, 23: applies a plan, and spares what somebody came to need meanwhile', async () => {
    const file = join(directory, 'approved.json')
    await mfe('--history', '3', '--keep-days', '0', '--plan', file)
    await target.table.activate(liveRow({ environment: 'production', version: '1.1.0', generation: 1 }))
    await lab.github.commitFiles(configRepository, {
      branch: 'main',
      message: 'By hand',
      files: { 'environments/production/cart.yaml': desiredState('1.1.0', 1, integrity).replaceAll('staging', 'production') },
    })
    const { exitCode, output, said } = await mfe('--apply', file, '--json')
    expect(exitCode, said).toBe(0)
    expect(JSON.parse(output)).toMatchObject({
      stores: [
        {
          removed: [
            { version: '1.0.0', files: 2 },
            { version: '1.5.0', files: 1 },
          ],
          spared: [{ version: '1.1.0', reasons: [{ code: 'live' }, { code: 'desired' }, { code: 'history' }] }],
        },
      ],
    })
    expect(said).toContain('removed cart 1.0.0: 2 objects\n')
    expect(await stored()).toEqual(['1.1.0', '1.2.0', '1.3.0', '1.4.0'])
    expect(await target.store.head('readme.txt')).not.toBeNull()
  })

  it('finishes what a prune left that died, without waiting for its age', async () => {
    await upload('cart/0.9.0/index.js', pruneMarkKey('cart/0.9.0', 'died'))
    const { exitCode, output } = await mfe('--apply', '--yes', '--json')
    expect([exitCode, JSON.parse(output).stores[0].removed]).toMatchObject([0, [{ version: '0.9.0' }]])
    // Its mark stays until nobody can be at work with it any more.
    expect((await target.store.list('cart/0.9.0/')).map(({ key }) => key)).toEqual([pruneMarkKey('cart/0.9.0', 'died')])
  })

  it('removes nothing while a release is on its way', async () => {
    await upload('cart/0.8.0/index.js')
    await lab.github.commitFiles(configRepository, {
      branch: 'main',
      message: 'By hand',
      files: { 'environments/staging/cart.yaml': desiredState('0.8.0', 6, integrity) },
    })
    const { exitCode, output } = await mfe('--apply', '--yes', '--keep-days', '0', '--json')
    expect([exitCode, JSON.parse(output).stores[0].removed]).toEqual([0, []])
    expect((await mfe('--keep-days', '0')).output).toContain('release pending in staging: generation 6 is desired, generation 5 is live')
  })

  it.each<[string, string[], RegExp]>([
    ['a plan that is none', ['--apply', 'package.json'], /^error: prune-plan-refused: .*package\.json: The file is no plan/m],
    ['a target that no environment has', ['--target', 'moon'], /^error: target-unknown: --target: .*\(seen "moon"; allowed: local\)/m],
  ])('refuses %s', async (_, args, message) => {
    await writeFile(join(directory, 'package.json'), '{}')
    const { exitCode, output, said } = await mfe(...args.map((arg) => (arg === 'package.json' ? join(directory, arg) : arg)))
    expect([exitCode, output]).toEqual([1, ''])
    expect(said).toMatch(message)
    expect(said).not.toMatch(/\n +at /)
  })
})
