import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openTarget, type Target } from '@mfe-gitops/targets'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { uploadVersion } from '../../edge/test/uploaded-version.ts'
import { type EdgeServer, startEdgeServer } from '../src/edge-server.ts'
import { libraryRoot } from '../src/runner/tools.ts'

const directory = mkdtempSync(join(tmpdir(), 'lab-edge-'))
let target: Target
let edge: EdgeServer

beforeAll(async () => {
  target = await openTarget({ provider: 'local', directory }, {})
  edge = await startEdgeServer({ environment: 'staging', target, shell: join(libraryRoot, 'examples/shell') })
})
afterAll(async () => {
  await edge.close()
  await target.close()
  rmSync(directory, { recursive: true, force: true })
})

describe('the edge server of the lab', () => {
  it('serves the shell at the root, and nothing from outside its folder', async () => {
    expect(await edge.get('/')).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } })
    expect((await edge.get('/shell.js')).headers['content-type']).toContain('text/javascript')
    expect((await edge.get('/shell.css')).status).toBe(200)
    expect((await edge.get('/..%2fcart%2fpackage.json')).status).toBe(404)
    expect((await edge.get('/../cart/build.js')).status).toBe(404)
  })

  it('answers a plain 404 for what is not live, and never the shell', async () => {
    const answer = await edge.get('/cart/index.js')
    expect(answer).toMatchObject({ status: 404, headers: { 'content-type': 'text/plain; charset=utf-8' } })
    expect(JSON.parse((await edge.get('/import-map.json')).text)).toMatchObject({ imports: {} })
  })

  it('shows both versions of a canary to testers, and gives everybody else a bucket to keep', async () => {
    for (const version of ['1.0.0', '2.0.0']) await uploadVersion(target.store, 'cart', version, { 'entry.js': version })
    const served = (version: string) => ({
      ...{ version, integrity: `sha512-${version}`, prefix: `cart/${version}`, entry: 'entry.js', entryIntegrity: null },
    })
    const row = { environment: 'staging', mfe: 'cart', generation: 1, requestId: '1', activatedAt: '2026-11-22T10:00:00.000Z' }
    await target.table.activate({ ...row, ...served('1.0.0'), canary: { ...served('2.0.0'), percentage: 10 } })
    expect((await edge.get('/cart/entry.js', { cookie: 'mfe-bucket=canary' })).text).toBe('2.0.0')
    expect((await edge.get('/cart/entry.js', { cookie: 'mfe-bucket=stable' })).text).toBe('1.0.0')
    const first = await edge.get('/import-map.json')
    const [cookie = ''] = first.headers['set-cookie']?.split(';') ?? []
    expect(cookie).toMatch(/^mfe-bucket=\d{1,2}$/)
    expect((await edge.get('/import-map.json', { cookie })).text).toBe(first.text)
  })

  it('listens on the loopback only', () => {
    expect(edge.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  })
})
