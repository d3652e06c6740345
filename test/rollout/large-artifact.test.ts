import { randomBytes } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTarget } from '../../packages/targets/src/index.ts'
import { type ChangeLab, configRepository, nameTargetFolder, startChangeLab } from '../harness/config-repository.ts'
import { deployMeasured, packLarge, scriptOf } from './peak-memory.ts'

let lab: ChangeLab
let directory: string
beforeAll(async () => {
  lab = await startChangeLab()
  directory = await nameTargetFolder(lab)
})
afterAll(() => lab?.close())

async function merge(version: string, artifact: Uint8Array): Promise<string> {
  const integrity = lab.registry.publish('@acme/cart', version, artifact)
  const desired = `mfe: cart
version: ${version}
generation: 1
artifact: { source: npm, name: '@acme/cart', integrity: ${integrity} }
source: { repository: acme/cart, ref: refs/heads/main, sha: ${'b'.repeat(40)} }
cacheInvalidationKeys: []
request: { id: ${'a'.repeat(64)}, user: octocat, timestamp: 2026-11-22T21:38:18.123Z, type: deploy-mfe-trigger }
`
  return lab.github.commitFiles(configRepository, { message: version, files: { 'environments/staging/cart.yaml': desired } })
}

const leftovers = async () => (await readdir(lab.temp)).filter((name) => name.startsWith('mfe-spool-'))

/** Everything that once was in memory at the same time: the archive, its files, and what is made of them. */
const large = (): Record<string, Uint8Array> => ({
  'dist/index.js': Buffer.from(`import './script.js'`),
  'dist/film.bin': randomBytes(40_000_000),
  ...Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`dist/small-${at}.bin`, randomBytes(10_000)])),
  ...Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`dist/medium-${at}.bin`, randomBytes(1_000_000)])),
  'dist/script.js': scriptOf(9_000_000),
})

it('release case 15: an artifact of 70 MB goes up whole from little memory, and leaves nothing on the runner', async () => {
  const files = large()
  const { run, megabytes } = await deployMeasured(lab, await merge('1.0.0', await packLarge(files)))
  expect(run.exitCode, run.log).toBe(0)
  expect(run.outputs).toMatchObject({ uploaded: '323', files: '323' })
  expect(run.log).toContain('Too large to be searched for references: "script.js".')
  expect(megabytes).toBeLessThan(250)
  expect(await leftovers()).toEqual([])
  const { store, close } = await openTarget({ provider: 'local', directory }, {})
  try {
    for (const name of ['film.bin', 'script.js', 'medium-7.bin', 'small-7.bin']) {
      const { body } = (await store.read(`cart/1.0.0/${name}`))!
      expect(Buffer.compare(body, files[`dist/${name}`]!), name).toBe(0)
    }
    expect((await store.head('cart/1.0.0/script.js.br'))?.contentEncoding).toBe('br')
  } finally {
    await close()
  }
})

it('release case 15: a large artifact that is refused at its end leaves nothing on the runner', async () => {
  const packed = await packLarge({ 'dist/index.js': Buffer.from('export {}'), 'dist/film.bin': randomBytes(3_000_000) })
  const commit = await merge('1.1.0', packed.subarray(0, -100))
  const { run } = await deployMeasured(lab, commit)
  expect([run.exitCode, run.outputs.outcome], run.log).toEqual([1, 'failed'])
  expect(JSON.parse(run.outputs.reasons ?? '')).toMatchObject([{ code: 'artifact-invalid' }])
  expect(await leftovers()).toEqual([])
})
