import { createHash } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLog, livePorts } from '@mfe-gitops/action-kit'
import { type Canary, type LiveRow, openTarget, type Target, TargetError } from '@mfe-gitops/targets'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readKeys } from './inputs.ts'
import { main } from './main.ts'
import { settle } from './withdrawal.ts'

const entry = 'cart.js'
const sri = (text: string) => `sha384-${createHash('sha384').update(text).digest('base64')}`
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

let directory: string
let target: Target
let asked: string[]
/** What the edge answers for a path. */
let edge: (path: string, cookie: string) => string | Promise<string>
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'target-'))
  target = await openTarget({ provider: 'local', directory }, {})
  asked = []
  edge = () => 'of 1.0.0'
  for (const version of ['1.0.0', '1.1.0']) await upload(version)
})
afterEach(() => target.close())

const put = (key: string, text: string) =>
  target.store.putIfAbsent(key, Buffer.from(text), { contentType: 'text/javascript', cacheControl: 'no-cache', sha256: sha256(text) })

async function upload(version: string): Promise<void> {
  const text = `of ${version}`
  const described = {
    size: text.length,
    sha256: sha256(text),
    integrity: sri(text),
    contentType: 'text/javascript',
    cacheControl: 'no-cache',
  }
  const files = { [entry]: described, 'chunk.js': described }
  for (const path of Object.keys(files)) await put(`cart/${version}/${path}`, text)
  const manifest = { schema: 1, mfe: 'cart', version, integrity: `sha512-${version}`, entry, files }
  await put(`cart/${version}/mfe-manifest.json`, JSON.stringify(manifest))
}

const served = (version: string) => ({ version, integrity: `sha512-${version}`, prefix: `cart/${version}`, entry, entryIntegrity: null })

async function activate(version: string, generation: number, canary?: Canary): Promise<LiveRow> {
  const row = { ...served(version), environment: 'staging', mfe: 'cart', generation, requestId: String(generation).padStart(64, '0') }
  const live = { ...row, activatedAt: '2026-11-22T10:00:00.000Z', ...(canary === undefined ? {} : { canary }) }
  await target.table.activate(live)
  return live
}

const release = (...what: Parameters<typeof order>) => {
  const { inputs, ports } = order(...what)
  return main(inputs, ports)
}

function order(generation = 2, version = '1.1.0', canaryIntegrity?: string) {
  const activation = { environment: 'staging', mfe: 'cart', generation, requestId: String(generation).padStart(64, '0') }
  const question = { url: `https://staging.test/cart/${entry}`, integrity: sri(`of ${version}`), type: 'text/javascript', canaryIntegrity }
  const fetch = async (input: unknown, { headers = {} }: { headers?: Record<string, string> } = {}) => {
    const path = new URL(String(input)).pathname
    asked.push(path)
    return new Response(await edge(path, new Headers(headers).get('cookie') ?? ''), { headers: { 'content-type': 'text/javascript' } })
  }
  const inputs = {
    target: { provider: 'local', directory },
    keys: readKeys('/cart/*'),
    reference: `request-${generation}`,
    onFailure: 'warn',
    waitSeconds: 0,
    probe: { ...question, onMismatch: 'rollback', activation },
  } as const
  const ports = { fetch: fetch as typeof globalThis.fetch, sleep: async () => {}, log: createLog(() => {}) }
  return { inputs, ports: { ...livePorts({}), ...ports } }
}

const live = async () => (await target.table.read('staging#cart')) as LiveRow
const purges = async () => ((await target.feed?.after(0)) ?? []).length

describe('a probe with rollback', () => {
  it('leaves a version that the edge serves', async () => {
    await activate('1.0.0', 1)
    const own = await activate('1.1.0', 2)
    edge = () => 'of 1.1.0'
    expect(await release()).toMatchObject({ probe: 'passed', status: 'completed' })
    expect([await live(), await purges()]).toEqual([own, 1])
  })

  it('R10: makes the version before live again, purges once more, looks at the edge, and fails with both reasons', async () => {
    await activate('1.0.0', 1)
    await activate('1.1.0', 2)
    await expect(release()).rejects.toMatchObject({
      code: 'probe-failed',
      outcome: 'failed',
      reasons: [
        { code: 'probe-failed' },
        { code: 'version-withdrawn', message: expect.stringMatching(/1\.1\.0 was taken back.*1\.0\.0 is live/) },
      ],
      outputs: { probe: 'failed', status: 'completed', 'live-version': '1.0.0' },
    })
    expect([await live(), await purges()]).toMatchObject([{ version: '1.0.0', generation: 2, withdrawn: { version: '1.1.0' } }, 2])
  })

  it('looks for the entry of the version before, under its own name', async () => {
    await put('cart/0.9.0/main.js', 'old')
    const file = { size: 3, sha256: sha256('old'), integrity: sri('old'), contentType: 'text/javascript', cacheControl: 'no-cache' }
    const manifest = { schema: 1, mfe: 'cart', version: '0.9.0', integrity: 'sha512-0.9.0', entry: 'main.js', files: { 'main.js': file } }
    await put('cart/0.9.0/mfe-manifest.json', JSON.stringify(manifest))
    await target.table.activate({ ...(await activate('1.0.0', 1)), ...served('0.9.0'), entry: 'main.js', generation: 2 })
    await activate('1.1.0', 3)
    edge = (path) => (path === '/cart/main.js' ? 'old' : 'a page')
    await expect(release(3)).rejects.toMatchObject({ reasons: [{ code: 'probe-failed' }, { code: 'version-withdrawn' }] })
    expect(asked.at(-1)).toBe('/cart/main.js')
  })

  it('says so when the edge does not serve the version before either', async () => {
    await activate('1.0.0', 1)
    await activate('1.1.0', 2)
    edge = () => 'a page'
    await expect(release()).rejects.toMatchObject({
      reasons: [{ code: 'probe-failed' }, { code: 'version-withdrawn' }, { code: 'probe-failed' }],
    })
  })

  it('ends what a run left that died after the withdrawal, and never probes for the version that was taken back', async () => {
    const before = await activate('1.0.0', 1)
    const own = await activate('1.1.0', 2)
    await target.table.withdraw(own, before, '2026-11-22T10:05:00.000Z')
    const rows = await live()
    // The caches still hold it: a probe for it would pass.
    edge = () => (asked.length === 1 ? 'of 1.1.0' : 'of 1.0.0')
    await expect(release()).rejects.toMatchObject({ code: 'version-withdrawn', reasons: [{ code: 'version-withdrawn' }] })
    expect([await live(), await purges()]).toEqual([rows, 1])
    await expect(release()).rejects.toMatchObject({ reasons: [{ code: 'version-withdrawn' }] })
    expect(await purges()).toBe(1)
  })

  it('leaves a newer release alone, and calls its own superseded', async () => {
    await activate('1.0.0', 1)
    await activate('1.1.0', 2)
    const newer = await activate('1.0.0', 3)
    await expect(release()).rejects.toMatchObject({ code: 'generation-older', outcome: 'superseded', outputs: { 'live-version': '1.0.0' } })
    expect(await live()).toEqual(newer)
    expect(await target.table.previous('staging#cart', 3)).toMatchObject({ generation: 1 })
  })

  it('leaves a newer release alone that comes while the edge is looked at', async () => {
    await activate('1.0.0', 1)
    await activate('1.1.0', 2)
    edge = async () => {
      await activate('1.0.0', 3)
      return 'of 1.0.0'
    }
    await expect(release()).rejects.toMatchObject({ outcome: 'superseded' })
    expect(await live()).toMatchObject({ generation: 3 })
    // Should generation 3 fail its probe too, it does not go back to what failed its own.
    expect(await target.table.previous('staging#cart', 3)).toMatchObject({ generation: 1 })
  })

  it.each<[string, () => Promise<unknown>, RegExp]>([
    ['nothing was live before', async () => {}, /nothing was live before it/],
    ['the version before is the same', () => activate('1.1.0', 1), /1\.1\.0 was live before it as well/],
    ['a file of the version before is gone', () => withoutFile('chunk.js'), /chunk\.js of 1\.0\.0 is not in the store/],
    ['the manifest of the version before is gone', () => withoutFile('mfe-manifest.json'), /no manifest of 1\.0\.0/],
  ])('R11: leaves the version live, and says so, when %s', async (_, prepare, message) => {
    await prepare()
    const own = await activate('1.1.0', 2)
    await expect(release()).rejects.toMatchObject({
      reasons: [{ code: 'probe-failed' }, { code: 'withdrawal-impossible', message: expect.stringMatching(message) }],
      outputs: { 'live-version': '1.1.0' },
    })
    expect([await live(), await purges()]).toEqual([own, 1])
  })

  async function withoutFile(path: string) {
    await activate('1.0.0', 1)
    await target.pruner.remove(`cart/1.0.0/${path}`)
  }

  it('restores the canary of the version before, whose files are looked at as well', async () => {
    await activate('1.0.0', 1, { ...served('1.1.0'), percentage: 10 })
    await activate('1.1.0', 2)
    const named = { version: '1.1.0', percentage: 10 }
    await expect(release()).rejects.toMatchObject({ code: 'probe-failed', outputs: { 'live-version': '1.0.0', canary: named } })
    expect(await live()).toMatchObject({ version: '1.0.0', generation: 2, canary: { version: '1.1.0', percentage: 10 } })
    await target.pruner.remove('cart/1.1.0/chunk.js')
    await activate('1.2.0', 3, { ...served('1.0.0'), percentage: 50 })
    await expect(release(3)).rejects.toMatchObject({
      reasons: [{}, { code: 'withdrawal-impossible' }],
      outputs: { 'live-version': '1.2.0', canary: { version: '1.0.0', percentage: 50 } },
    })
  })

  it('takes a canary back that the edge does not serve, and keeps the version beside it', async () => {
    await activate('1.0.0', 1)
    await activate('1.0.0', 2, { ...served('1.1.0'), percentage: 10 })
    edge = (_, cookie) => (cookie.includes('canary') ? 'a page' : 'of 1.0.0')
    await expect(release(2, '1.0.0', sri('of 1.1.0'))).rejects.toMatchObject({
      reasons: [
        { code: 'probe-failed' },
        { code: 'version-withdrawn', message: expect.stringContaining('The canary of 1.0.0 was taken back') },
      ],
      outputs: { 'live-version': '1.0.0' },
    })
    const { version, canary } = await live()
    expect([version, canary]).toEqual(['1.0.0', undefined])
  })

  it('names what is live although the table cannot be read after the withdrawal', async () => {
    const before = await activate('1.0.0', 1)
    await target.table.withdraw(await activate('1.1.0', 2), before, '2026-11-22T10:05:00.000Z')
    const { inputs, ports } = order()
    const table = { ...target.table, history: () => Promise.reject(new TargetError('table-failed', 'It does not answer.')) }
    expect(await settle({ ...target, table }, inputs, await live(), { ...ports, left: () => 0 })).toMatchObject({
      live: { version: '1.0.0' },
      reasons: [{ code: 'version-withdrawn' }, { code: 'table-failed' }],
      purged: { status: 'completed' },
    })
  })

  it('keeps the first purge that was forgiven beside the others', async () => {
    await activate('1.0.0', 1)
    await activate('1.1.0', 2)
    await target.cache.purge({ reference: 'request-2', paths: ['/other'], tags: [] })
    await expect(release()).rejects.toMatchObject({
      reasons: [{ code: 'purge-failed' }, { code: 'probe-failed' }, { code: 'version-withdrawn' }],
    })
  })

  it('keeps the failure of the second purge beside the others', async () => {
    await activate('1.0.0', 1)
    await activate('1.1.0', 2)
    await target.cache.purge({ reference: 'request-2-withdrawn', paths: ['/other'], tags: [] })
    await expect(release()).rejects.toMatchObject({
      reasons: [{ code: 'probe-failed' }, { code: 'version-withdrawn' }, { code: 'purge-failed' }],
      outputs: { status: 'failed', 'live-version': '1.0.0' },
    })
    expect(await live()).toMatchObject({ version: '1.0.0' })
  })
})
