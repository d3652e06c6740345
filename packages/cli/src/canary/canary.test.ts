import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openTarget } from '@mfe-gitops/targets'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type RegistryStub, startRegistryStub } from '../../../../test/harness/npm-registry.ts'
import { processPorts } from '../ports.ts'
import { runProgram } from '../program.ts'

let registry: RegistryStub
let integrity: string
beforeAll(async () => {
  registry = await startRegistryStub()
  integrity = registry.publish('@acme/cart', '1.5.0')
})
afterAll(() => registry.close())

const file = 'environments/staging/cart.yaml'
const gitops = `schema: 1
environments: { staging: { target: local, url: 'https://staging.example.com' } }
targets: { local: { provider: local } }
`
const registration = `schema: 1
mfe: cart
repository: acme/cart
repositoryId: 1
workflow: .github/workflows/cd.yml
refs: [refs/heads/release-*, refs/heads/trunk]
artifact: { source: npm, name: '@acme/cart', entry: index.js }
environments: { staging: {} }
`
const stable = `mfe: cart # the checkout's own
version: 1.4.0
generation: 7
artifact: { source: npm, name: '@acme/cart', integrity: sha512-${'A'.repeat(86)}== }
source: { repository: acme/cart, ref: refs/heads/trunk, sha: ${'a'.repeat(40)} }
cacheInvalidationKeys: [/cart/*]
request: { id: ${'d'.repeat(64)}, type: deploy-mfe-trigger, user: octocat, timestamp: 2026-11-20T00:00:00.000Z }
`
const canary = () => `canary: { version: 1.5.0, percentage: 10, artifact: { source: npm, name: '@acme/cart', integrity: ${integrity} } }\n`

let checkout: string
beforeEach(() => {
  checkout = mkdtempSync(join(tmpdir(), 'checkout-'))
  for (const folder of ['mfes', 'environments/staging']) mkdirSync(join(checkout, folder), { recursive: true })
  put('gitops.yaml', gitops)
  put('mfes/cart.yaml', registration)
  put(file, stable)
})

const put = (path: string, text: string) => writeFileSync(join(checkout, path), text)
const text = () => readFileSync(join(checkout, file), 'utf8')

/** `mfe canary` in this process, on the checkout. */
async function mfe(...args: string[]) {
  const [printed, said]: [string[], string[]] = [[], []]
  const ports = { ...processPorts({ MFE_LOCAL_TARGET: join(checkout, 'target') }), print: push(printed), say: push(said) }
  const [command = '', ...rest] = args
  const place = ['--mfe', 'cart', '--environment', 'staging', '--directory', checkout]
  const source = command === 'set' ? ['--registry', registry.url] : []
  const exitCode = await runProgram(['canary', command, ...place, ...source, ...rest], ports)
  return { exitCode, output: printed.join('\n'), said: said.join('\n') }
}

function push(lines: string[]): (line: string) => void {
  return (line) => void lines.push(line)
}

const set = ['set', '--version', '1.5.0', '--percentage', '10']

describe('mfe canary on a checkout', () => {
  it('shows the change as a diff, and then makes it', async () => {
    const shown = await mfe(...set, '--dry-run')
    expect(shown.exitCode).toBe(0)
    expect(shown.output).toContain(`--- a/${file}\n+++ b/${file}\n@@ `)
    expect(shown.output).toContain('-generation: 7\n+generation: 8\n')
    expect(text()).toBe(stable)
    expect(await mfe(...set)).toMatchObject({ exitCode: 0, output: expect.stringContaining(`Wrote ${file}.`) })
    expect(text().startsWith(stable.replace('generation: 7', 'generation: 8'))).toBe(true)
    expect(text()).toContain(integrity)
    expect((await mfe(...set)).output).toBe(`${file} says so already; there is nothing to change.`)
  })

  it('answers programs in JSON', async () => {
    const { output } = await mfe(...set, '--sha', 'b'.repeat(40), '--json')
    expect(JSON.parse(output)).toMatchObject({
      ...{ outcome: 'written', mfe: 'cart', environment: 'staging', file, version: '1.4.0', generation: 8 },
      canary: { version: '1.5.0', percentage: 10 },
      changes: [{ path: 'generation', from: 7, to: 8 }, { path: 'canary' }],
    })
    // The ref that the registration names, when none is named.
    expect(text()).toMatch(new RegExp(`ref: refs/heads/trunk\\n\\s+sha: ${'b'.repeat(40)}`))
  })

  it.each<[string, string[], string]>([
    ['raises', ['raise', '--percentage', '50'], 'percentage: 50'],
    ['finishes', ['finish', '--sha', 'b'.repeat(40)], 'version: 1.5.0\ngeneration: 8'],
    ['aborts', ['abort'], 'version: 1.4.0\ngeneration: 8'],
  ])('%s', async (_, args, words) => {
    put(file, stable + canary())
    expect(await mfe(...args)).toMatchObject({ exitCode: 0, said: '' })
    expect(text()).toContain(words)
    expect(text().includes('canary')).toBe(args[0] === 'raise')
  })

  it.each<[string, string[], () => void]>([
    ['canary-is-live', ['set', '--version', '1.4.0', '--percentage', '10'], () => registry.publish('@acme/cart', '1.4.0')],
    ['artifact-not-found', ['set', '--version', '9.9.9', '--percentage', '10'], () => {}],
    ['field-invalid', ['set', '--version', 'latest', '--percentage', '10'], () => {}],
    ['field-invalid', [...set, '--sha', 'abc'], () => {}],
    ['field-invalid', [...set, '--sha', 'b'.repeat(40), '--source-ref', 'trunk'], () => {}],
    ['ref-not-allowed', [...set, '--sha', 'b'.repeat(40), '--source-ref', 'refs/heads/trial'], () => {}],
    ['canary-missing', ['finish'], () => {}],
    ['canary-missing', ['raise', '--percentage', '50'], () => {}],
    ['canary-not-raised', ['raise', '--percentage', '9'], () => put(file, stable + canary())],
    ['canary-source-missing', ['finish'], () => put(file, stable + canary())],
    ['environment-frozen', set, () => put('gitops.yaml', gitops.replace('target:', 'frozen: { reason: Sale }, target:'))],
    ['registration-missing', set, () => rmSync(join(checkout, 'mfes/cart.yaml'))],
    ['environment-unknown', ['abort', '--environment', 'stagng'], () => {}],
    ['environment-unknown', ['status', '--environment', 'stagng'], () => {}],
    ['registration-missing', ['status', '--mfe', 'carrt'], () => {}],
    ['config-invalid', set, () => put('gitops.yaml', 'schema: 2\n')],
    ['desired-state-invalid', set, () => put(file, stable.replace('generation: 7', 'generation: 0'))],
  ])('refuses with %s: %j', async (code, args, prepare) => {
    prepare()
    const before = text()
    const run = await mfe(...args, '--json')
    expect(run.exitCode).toBe(1)
    expect(JSON.parse(run.output).reasons[0]).toMatchObject({ code, message: expect.stringMatching(/\.$/) })
    expect(run.said).toContain(`error: ${code}: `)
    expect(text()).toBe(before)
  })

  it.each([
    [['set', '--version', '1.5.0', '--percentage', '100']],
    [['set', '--version', '1.5.0']],
    [['raise']],
    [['set', '--percentage', '1']],
  ])('takes %j for wrong usage', async (args) => {
    expect((await mfe(...args)).exitCode).toBe(2)
    expect(text()).toBe(stable)
  })

  it('escapes what somebody wrote into the live table', async () => {
    const target = await openTarget({ provider: 'local' }, { MFE_LOCAL_TARGET: join(checkout, 'target') })
    const row = { environment: 'staging', mfe: 'cart', requestId: 'r', activatedAt: '2026-11-22T10:00:00.000Z', generation: 6 }
    const served = { integrity: 'sha512-x', entry: 'index.js', entryIntegrity: null, prefix: 'cart/1.4.0' }
    await target.table.activate({ ...row, ...served, version: '1.4.0\u001b[31m\u202e\n' })
    await target.close()
    expect((await mfe('status', '--live')).output).toContain('live              6  1.4.0\\u{1b}[31m\\u{202e}\\n  none')
  })

  it('tells what is desired and what is live', async () => {
    put(file, stable + canary())
    expect((await mfe('status')).output).toBe('         generation  version  canary  of 100\ndesired           7  1.4.0    1.5.0       10')
    const target = await openTarget({ provider: 'local' }, { MFE_LOCAL_TARGET: join(checkout, 'target') })
    const served = { integrity: 'sha512-x', entry: 'index.js', entryIntegrity: null, prefix: 'cart/1.4.0' }
    const row = { environment: 'staging', mfe: 'cart', requestId: 'r', activatedAt: '2026-11-22T10:00:00.000Z' }
    await target.table.activate({ ...row, ...served, version: '1.4.0', generation: 6 })
    await target.close()
    expect((await mfe('status', '--live')).output).toContain('live              6  1.4.0    none')
    expect(JSON.parse((await mfe('status', '--live', '--json')).output)).toEqual({
      mfe: 'cart',
      environment: 'staging',
      desired: { version: '1.4.0', generation: 7, canary: { version: '1.5.0', percentage: 10 } },
      live: { version: '1.4.0', generation: 6, canary: null },
    })
  })
})
