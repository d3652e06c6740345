import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ActionRun, runAction } from '../../../test/harness/run-action.ts'
import { type PublishRegistry, startPublishRegistry, token } from './registry.ts'

let registry: PublishRegistry
let folder: string
let temp: string
beforeEach(async () => {
  registry = await startPublishRegistry()
  folder = mkdtempSync(join(tmpdir(), 'package-'))
  temp = mkdtempSync(join(tmpdir(), 'runner-'))
  write({ 'package.json': JSON.stringify({ name: '@acme/cart', version: '1.4.0' }), 'index.js': 'export const version = 1\n' })
})
afterEach(() => registry.close())

function write(files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
}

function publish(inputs: Record<string, string> = {}): Promise<ActionRun> {
  return runAction({
    action: 'publish-artifact',
    temp,
    inputs: { directory: folder, registry: registry.url, 'registry-token': token, ...inputs },
    env: { NPM_CONFIG_FETCH_RETRY_MINTIMEOUT: '1' },
  })
}

const puts = () => registry.requests.filter(({ method }) => method === 'PUT')
const codes = (run: ActionRun) => JSON.parse(run.outputs.reasons ?? '[]').map(({ code }: { code: string }) => code)

describe('publishing', () => {
  it('publishes once, and finds the same bytes published the next time', async () => {
    const first = await publish()
    expect(first.exitCode, first.log).toBe(0)
    expect(first.outputs).toMatchObject({
      name: '@acme/cart',
      version: '1.4.0',
      integrity: expect.stringMatching(/^sha512-/),
      published: 'true',
      reasons: '[]',
    })
    const second = await publish()
    expect(second.outputs).toMatchObject({ integrity: first.outputs.integrity, published: 'false' })
    expect([second.exitCode, puts().length]).toEqual([0, 1])
  })

  it('refuses to replace a version with other bytes', async () => {
    await publish()
    write({ 'index.js': 'export const version = 2\n' })
    const run = await publish()
    expect([run.exitCode, codes(run), puts().length]).toEqual([1, ['package-exists-with-other-bytes'], 1])
  })

  it('publishes nothing when it shall prove where the package was built and the job may not', async () => {
    const run = await publish({ provenance: 'true' })
    expect([run.exitCode, codes(run), puts().length]).toEqual([1, ['publish-refused'], 0])
    expect(JSON.parse(run.outputs.reasons ?? '[]')[0].message).toMatch(/provenance/i)
  })

  it('keeps the token to itself and leaves no file behind', async () => {
    const run = await publish()
    const masks = run.log.split('\n').filter((line) => line.startsWith('::add-mask::'))
    expect(
      run.log
        .split('\n')
        .filter((line) => !masks.includes(line))
        .join('\n') +
        run.summary +
        JSON.stringify(run.outputs),
    ).not.toContain(token)
    expect(registry.requests.map(({ url }) => url).join()).not.toContain(token)
    expect(puts()[0]?.authorization).toBe(`Bearer ${token}`)
    expect(readdirSync(temp)).toEqual([])
  })

  it('runs no script of the package', async () => {
    const scripts = {
      prepack: 'touch ran',
      prepare: 'touch ran',
      prepublishOnly: 'touch ran',
      publish: 'touch ran',
      postpublish: 'touch ran',
    }
    write({ 'package.json': JSON.stringify({ name: '@acme/cart', version: '1.4.0', scripts }) })
    expect((await publish()).exitCode).toBe(0)
    expect(readdirSync(folder)).toEqual(['index.js', 'package.json'])
  })

  it('is not sent elsewhere by the configuration of the package', async () => {
    write({
      'package.json': JSON.stringify({ name: '@acme/cart', version: '1.4.0', publishConfig: { registry: 'http://127.0.0.1:9/' } }),
      '.npmrc': '@acme:registry=http://127.0.0.1:9/\nregistry=http://127.0.0.1:9/\n',
    })
    const run = await publish()
    expect([run.exitCode, puts().length], run.log).toEqual([0, 1])
  })

  it('uses the registry that npm is configured for when none is given', async () => {
    write({ '.npmrc': `registry=${registry.url}\n` })
    const run = await publish({ registry: '' })
    expect([run.exitCode, puts().length], run.log).toEqual([0, 1])
  })

  it('believes what the registry holds, not a lost answer', async () => {
    registry.interfere('lose-answer')
    const run = await publish()
    expect([run.exitCode, run.outputs.integrity, puts().length]).toEqual([0, expect.stringMatching(/^sha512-/), 2])
  })
})

describe('refusals', () => {
  it("give npm's own code and words", async () => {
    const run = await publish({ 'registry-token': 'wrong-token' })
    expect([run.exitCode, codes(run)]).toEqual([1, ['publish-refused']])
    expect(run.log).toMatch(/npm publish ended with E401/)
  })

  it('of a private package name the reason', async () => {
    write({ 'package.json': JSON.stringify({ name: '@acme/cart', version: '1.4.0', private: true }) })
    const run = await publish()
    expect([codes(run), run.log]).toEqual([['publish-refused'], expect.stringContaining('EPRIVATE')])
  })

  it('of a folder without a package name it', async () => {
    expect(codes(await publish({ directory: join(folder, 'dist') }))).toEqual(['build-directory-missing'])
  })

  it.each([
    ['registry', 'ftp://x/', 'input-invalid'],
    ['access', 'secret', 'input-invalid'],
    ['registry-token', 'two words', 'input-invalid'],
  ])('of the %s %j come before anything is packed', async (input, value, code) => {
    const run = await publish({ [input]: value })
    expect([codes(run), registry.requests]).toEqual([[code], []])
  })
})
