import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type LiveRow, openTarget, pruneMarkKey, type Target } from '@mfe-gitops/targets'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createEdge } from '../../../edge/src/edge.ts'
import { uploadVersion } from '../../../edge/test/uploaded-version.ts'
import { liveRow, metaOf, text } from '../../../targets/test/rows.ts'
import { processPorts } from '../ports.ts'
import { runProgram } from '../program.ts'
import { findDrift } from './drift.ts'
import { lookForDrift } from './look-for-drift.ts'

const integrity = (version: string) => `sha512-${Buffer.alloc(64, version).toString('base64')}`
const requestId = '1'.padStart(64, '0')
const files = { 'entry.js': 'entry', 'chunk-AAAAAAA2.js': 'chunk' }

let root: string
let target: Target
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'drift-'))
  const directory = join(root, 'target')
  target = await openTarget({ provider: 'local', directory }, {})
  write('gitops.yaml', {
    schema: 1,
    environments: { staging: { target: 'edge', url: 'https://staging.example.com' } },
    targets: { edge: { provider: 'local', directory } },
  })
  desire('1.0.0', 1)
  await release('1.0.0', 1)
})
afterEach(async () => {
  await target.close()
  rmSync(root, { recursive: true })
})

function write(path: string, document: object): void {
  const file = join(root, 'config', path)
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(file, JSON.stringify(document))
}

function desire(version: string, generation: number): void {
  const artifact = { source: 'npm', name: '@acme/cart', integrity: integrity(version) }
  const source = { repository: 'acme/cart', ref: 'refs/heads/main', sha: 'a'.repeat(40) }
  const request = { id: requestId, user: 'octocat', timestamp: '2026-11-22T21:38:18.123Z', type: 'deploy-mfe-trigger' }
  write('environments/staging/cart.yaml', { mfe: 'cart', version, generation, artifact, source, cacheInvalidationKeys: [], request })
}

async function release(version: string, generation: number, change: Partial<LiveRow> = {}): Promise<void> {
  await uploadVersion(target.store, 'cart', version, files, integrity(version))
  await target.table.activate(liveRow({ version, generation, integrity: integrity(version), requestId, ...change }))
}

const look = (more: object = {}, ask?: typeof fetch) =>
  findDrift({ directory: join(root, 'config'), bytes: true, ...more }, processPorts({}), ask)
const codes = async () => ((await look()).document as { drift: { code: string; seen: string }[] }).drift.map(({ code }) => code)

describe('R12: drift', () => {
  it('is none after a release, however often one looks', async () => {
    for (let round = 0; round < 2; round++) expect(await look()).toMatchObject({ document: { drift: [] }, isIncomplete: false })
  })

  it.each<[string, string, () => unknown]>([
    ['a merged version that was not released', 'not-released', () => desire('1.1.0', 2)],
    ['a live row that somebody wrote beyond git', 'ahead-of-git', () => release('1.1.0', 7)],
    ['a desired state that somebody changed without a generation', 'other-than-desired', () => desire('1.1.0', 1)],
    ['a desired state that somebody removed', 'not-desired', () => rmSync(join(root, 'config/environments/staging/cart.yaml'))],
    ['a file that somebody removed', 'files-missing', () => target.pruner.remove('cart/1.0.0/chunk-AAAAAAA2.js')],
    ['a manifest that somebody removed', 'version-incomplete', () => target.pruner.remove('cart/1.0.0/mfe-manifest.json')],
    ['a file that somebody replaced by one of the same size', 'other-files', () => replace('cart/1.0.0/entry.js', 'eNTRY')],
    ['a version that the probe took back', 'withdrawn', takeBack],
  ])('is seen in %s, as %s', async (_, code, change) => {
    await change()
    expect(await codes()).toEqual([code])
  })

  it('is seen in the mark of a prune that died on a version that is desired, and in no younger one', async () => {
    const key = pruneMarkKey('cart/1.0.0', 'died')
    await target.store.putIfAbsent(key, text(key), metaOf(text(key)))
    expect(await codes()).toEqual([])
    const later = { ...processPorts({}), now: () => Date.now() + 2 * 60 * 60 * 1000 }
    const { document } = await findDrift({ directory: join(root, 'config') }, later)
    expect(document).toMatchObject({ drift: [{ mfe: 'cart', code: 'prune-died', seen: expect.stringContaining(key) }] })
  })

  it('of a removed file is mended by the release made again once the manifest is gone, and nothing else changes', async () => {
    await target.pruner.remove('cart/1.0.0/entry.js')
    expect(await codes()).toEqual(['files-missing'])
    await target.pruner.remove('cart/1.0.0/mfe-manifest.json')
    const before = await target.table.history('staging#cart')
    await release('1.0.0', 1)
    expect(await codes()).toEqual([])
    expect(await target.table.history('staging#cart')).toEqual(before)
  })

  it('at the edge is seen when it serves another entry', async () => {
    const edge = createEdge({ environment: 'staging', store: target.store, table: target.table, now: Date.now })
    const through = (async (url: string, { headers }: { headers: Record<string, string> }) => {
      const { status, body } = await edge.handle({ method: 'GET', path: new URL(url).pathname, headers })
      return new Response(body as Uint8Array<ArrayBuffer>, { status })
    }) as unknown as typeof fetch
    expect((await look({ edge: true }, through)).document).toMatchObject({ drift: [] })
    const stale = (async () => new Response('an old entry')) as unknown as typeof fetch
    expect((await look({ edge: true }, stale)).document).toMatchObject({ drift: [{ code: 'other-entry-served' }] })
  })

  it("at the edge is seen in a canary's entry as well", async () => {
    const version = '1.1.0'
    await uploadVersion(target.store, 'cart', version, { ...files, 'entry.js': 'entry of the canary' }, integrity(version))
    const canary = {
      version,
      percentage: 10,
      integrity: integrity(version),
      prefix: `cart/${version}`,
      entry: 'entry.js',
      entryIntegrity: null,
    }
    await target.table.activate(liveRow({ version: '1.0.0', generation: 2, integrity: integrity('1.0.0'), requestId, canary }))
    const sameForAll = (async () => new Response('entry')) as unknown as typeof fetch
    const { drift } = (await look({ edge: true }, sameForAll)).document as { drift: { code: string; seen: string }[] }
    expect(drift.filter(({ code }) => code === 'other-entry-served').map(({ seen }) => seen)).toEqual([
      expect.stringContaining('https://staging.example.com/cart/entry.js as canary: sha256 '),
    ])
  })

  it.each(['read', 'list'] as const)(
    'is seen once when somebody wrote one of the two places of a live row alone: that of %s',
    async (place) => {
      const { table, store } = target
      const own = (await table.read('staging#cart'))!
      const desired = new Map([
        ['cart', { version: '1.0.0', generation: 1, artifact: { integrity: own.integrity }, request: { id: requestId } }],
      ])
      const other = { ...own, version: '0.9.0' }
      const written = { ...table, [place]: async () => (place === 'read' ? other : [other]) }
      const found = await lookForDrift({ store, table: written }, { environment: 'staging', desired } as never, {
        bytes: false,
        edge: null,
      })
      expect(found).toEqual([expect.objectContaining({ code: 'other-than-desired', seen: '0.9.0 (generation 1)' })])
    },
  )

  it('T13: is printed without what a terminal or the log of a job would obey', async () => {
    const version = '1.0.0\n::add-mask::cart\u001b[2J'
    await target.table.activate(liveRow({ version, prefix: 'cart/1.0.0', integrity: integrity('1.0.0'), generation: 2 }))
    const { text: printed } = await look()
    expect(printed).toContain('ahead-of-git')
    expect(printed).not.toMatch(/^\s*::|\u001b/m)
  })

  it('ends the command with 1 and says how to mend it', async () => {
    const printed: string[] = []
    const ports = { ...processPorts({}), folder: root, print: (text: string) => void printed.push(text) }
    expect(await runProgram(['drift', '--directory', 'config'], ports)).toBe(0)
    desire('1.1.0', 2)
    expect(await runProgram(['drift', '--directory', 'config', '--environment', 'staging'], ports)).toBe(1)
    expect(printed).toEqual(['No drift in staging.', expect.stringContaining('not-released: Run the release of the merged commit again')])
  })
})

async function replace(key: string, text: string): Promise<void> {
  const { object } = (await target.store.read(key))!
  await target.pruner.remove(key)
  const body = new TextEncoder().encode(text)
  await target.store.putIfAbsent(key, body, { ...object, sha256: createHash('sha256').update(body).digest('hex') })
}

async function takeBack(): Promise<void> {
  await uploadVersion(target.store, 'cart', '1.1.0', files, integrity('1.1.0'))
  desire('1.1.0', 2)
  const [before, after] = [1, 2].map((generation) =>
    liveRow({ version: `1.${generation - 1}.0`, generation, integrity: integrity(`1.${generation - 1}.0`), requestId }),
  )
  await target.table.activate(after!)
  await target.table.withdraw(after!, before!, '2026-11-23T00:00:00.000Z')
}
