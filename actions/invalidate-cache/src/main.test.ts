import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLog, livePorts } from '@mfe-gitops/action-kit'
import { openTarget } from '@mfe-gitops/targets'
import { beforeEach, describe, expect, it } from 'vitest'
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
    ...some,
  } as const
  return main(inputs, { ...livePorts({}), log: createLog((line) => void lines.push(line)) })
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

  it.each(['', ' \n', '[]'])('purges nothing, not everything, for the keys %j', async (keys) => {
    expect(await purge(keys)).toEqual({ 'purge-id': '', status: 'skipped', paths: [], tags: [] })
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
