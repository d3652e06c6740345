import { createHash } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLog, livePorts } from '@mfe-gitops/action-kit'
import { openTarget } from '@mfe-gitops/targets'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type InvalidateCacheInputs, readKeys } from './inputs.ts'
import { main } from './main.ts'

let directory: string
let lines: string[]
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'target-'))
  lines = []
})

function purge(keys: string, some: Partial<InvalidateCacheInputs> = {}) {
  const inputs = {
    target: { provider: 'local', directory },
    keys: readKeys(keys),
    reference: 'request-1',
    onFailure: 'fail',
    waitSeconds: 0,
    probe: null,
    ...some,
  } as const
  return main(inputs, { ...livePorts({}), sleep: async () => {}, log: createLog((line) => void lines.push(line)) })
}

async function purges() {
  const target = await openTarget({ provider: 'local', directory }, {})
  const records = (await target.feed?.after(0)) ?? []
  await target.close()
  return records.map(({ paths, tags }) => [...paths, ...tags.map((tag) => `#${tag}`)])
}

describe('invalidating the cache', () => {
  it('purges paths and tags', async () => {
    expect(await purge('/cart/*, #cart')).toEqual({
      'purge-id': expect.stringMatching(/./),
      status: 'completed',
      paths: ['/cart/*'],
      tags: ['cart'],
      charged: 0,
      probe: 'skipped',
    })
    expect(await purges()).toEqual([['/cart/*', '#cart']])
  })

  it('takes a JSON list as well', async () => {
    expect(await purge('["/cart/*"]')).toMatchObject({ paths: ['/cart/*'], tags: [] })
  })

  it('is the same purge when repeated', async () => {
    const first = await purge('/cart/*')
    expect(await purge('/cart/*')).toEqual(first)
    expect(await purges()).toHaveLength(1)
  })

  it.each(['', ' \n', '[]'])('release case 26: purges nothing, not everything, for the keys %j', async (keys) => {
    expect(await purge(keys)).toEqual({ 'purge-id': '', status: 'skipped', paths: [], tags: [], charged: 0, probe: 'skipped' })
    expect(await purges()).toEqual([])
  })

  it.each(['cart/*', '/cart/*/x', 'https://example.com/*', '/../x'])('refuses the key %j', (keys) => {
    expect(() => readKeys(keys)).toThrow(expect.objectContaining({ code: 'keys-invalid', outcome: 'failed' }))
  })

  it('fails when the cache refuses, or warns when told so', async () => {
    await purge('/cart/*')
    // Another purge under a reference that is taken is refused by every provider.
    await expect(purge('/search/*')).rejects.toMatchObject({ code: 'purge-failed' })
    expect(await purge('/search/*', { onFailure: 'warn' })).toMatchObject({ status: 'failed', reasons: [{ code: 'purge-failed' }] })
    expect(lines.join('')).toContain('::warning title=purge-failed::')
  })

  it('never forgives a target that does not exist', async () => {
    const target = { provider: 'nowhere' as 'local' }
    await expect(purge('/cart/*', { target, onFailure: 'warn' })).rejects.toMatchObject({ code: 'target-unknown' })
  })
})

describe('the probe afterwards', () => {
  let server: Server
  let url: string
  let body: string
  beforeEach(async () => {
    body = 'entry'
    server = createServer((_, response) => response.writeHead(200, { 'content-type': 'text/javascript' }).end(body))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/cart/cart.js`
  })
  afterEach(() => new Promise((resolve) => server.close(resolve)))

  const integrity = `sha384-${createHash('sha384').update('entry').digest('base64')}`
  const asked = (onMismatch: 'fail' | 'warn') => ({ probe: { url, integrity, type: 'text/javascript; charset=utf-8', onMismatch } })

  it('passes when the edge serves what was deployed, with and without keys', async () => {
    expect(await purge('/cart/*', asked('fail'))).toMatchObject({ status: 'completed', probe: 'passed' })
    expect(await purge('', asked('fail'))).toMatchObject({ status: 'skipped', probe: 'passed' })
  })

  it('warns or fails by policy when it does not, and the purge stays done', async () => {
    body = 'another entry'
    expect(await purge('/cart/*', asked('warn'))).toMatchObject({
      status: 'completed',
      probe: 'failed',
      reasons: [{ code: 'probe-failed' }],
    })
    expect(lines.join('')).toContain('::warning title=probe-failed::')
    await expect(purge('/cart/*', asked('fail'))).rejects.toMatchObject({
      code: 'probe-failed',
      outputs: { probe: 'failed', status: 'completed' },
    })
    expect(await purges()).toHaveLength(1)
  })
})
