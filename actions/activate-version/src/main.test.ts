import { createHash } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLog, livePorts } from '@mfe-gitops/action-kit'
import { openTarget } from '@mfe-gitops/targets'
import { beforeEach, describe, expect, it } from 'vitest'
import type { ActivateVersionInputs } from './inputs.ts'
import { main } from './main.ts'

const integrity = `sha512-${Buffer.alloc(64, 7).toString('base64')}`
let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'target-'))
})

function inputs(version: string, generation: number): ActivateVersionInputs {
  return {
    environment: 'staging',
    mfe: 'cart',
    version,
    generation,
    requestId: String(generation).padStart(64, '0'),
    integrity,
    prefix: `cart/${version}`,
    entry: 'cart.js',
    entryIntegrity: null,
    target: { provider: 'local', directory },
  }
}

async function upload(version: string, schema = 1): Promise<void> {
  const target = await openTarget({ provider: 'local', directory }, {})
  const manifest = JSON.stringify({ schema, mfe: 'cart', version, integrity, entry: 'cart.js', files: {} })
  for (const [name, text] of [
    ['cart.js', version],
    ['mfe-manifest.json', manifest],
  ] as const) {
    const body = new TextEncoder().encode(text)
    const sha256 = createHash('sha256').update(body).digest('hex')
    await target.store.putIfAbsent(`cart/${version}/${name}`, body, { contentType: 'text/plain', cacheControl: 'no-cache', sha256 })
  }
  await target.close()
}

const activate = (version: string, generation: number) => main(inputs(version, generation), { ...livePorts({}), log: createLog(() => {}) })

describe('activating a version', () => {
  it('moves on, and knows what was live before', async () => {
    await upload('1.0.0')
    await upload('1.1.0')
    expect(await activate('1.0.0', 1)).toMatchObject({
      activated: true,
      'live-version': '1.0.0',
      'live-generation': 1,
      'previous-version': '',
    })
    expect(await activate('1.1.0', 2)).toMatchObject({ activated: true, 'previous-version': '1.0.0' })
  })

  it('changes nothing the second time, and still knows what was live before', async () => {
    await upload('1.0.0')
    await upload('1.1.0')
    await activate('1.0.0', 1)
    await activate('1.1.0', 2)
    expect(await activate('1.1.0', 2)).toMatchObject({
      activated: false,
      'live-version': '1.1.0',
      'live-generation': 2,
      'previous-version': '1.0.0',
    })
  })

  it('loses to a newer generation', async () => {
    await upload('1.0.0')
    await upload('1.1.0')
    await activate('1.1.0', 2)
    await expect(activate('1.0.0', 1)).rejects.toMatchObject({
      code: 'generation-older',
      outcome: 'superseded',
      outputs: { activated: false, 'live-version': '1.1.0', 'live-generation': 2 },
    })
  })

  it('never makes a version live again that was taken back, but a newer generation of it', async () => {
    for (const version of ['1.0.0', '1.1.0']) await upload(version)
    await activate('1.0.0', 1)
    await activate('1.1.0', 2)
    const target = await openTarget({ provider: 'local', directory }, {})
    const [own, before] = await target.table.history('staging#cart')
    await target.table.withdraw(own!, before!, '2026-11-22T10:00:00.000Z')
    await expect(activate('1.1.0', 2)).rejects.toMatchObject({
      code: 'version-withdrawn',
      outcome: 'failed',
      message: expect.stringMatching(/1\.1\.0 \(generation 2\) was taken back at 2026.*1\.0\.0 is live.*send a rollback request/),
      outputs: { activated: false, withdrawn: true, 'live-version': '1.0.0', 'live-generation': 2 },
    })
    expect(await target.table.read('staging#cart')).toMatchObject({ version: '1.0.0', generation: 2 })
    await target.close()
    expect(await activate('1.1.0', 3)).toMatchObject({ activated: true, 'previous-version': '1.0.0' })
    expect(await activate('1.1.0', 3)).toMatchObject({ activated: false, 'previous-version': '1.0.0' })
  })

  it('makes a canary live beside the version, once it is complete, and ends it with the next generation', async () => {
    await upload('1.0.0')
    const canary = { version: '1.1.0', percentage: 10, integrity, prefix: 'cart/1.1.0', entry: 'cart.js', entryIntegrity: null }
    const withCanary = () => main({ ...inputs('1.0.0', 1), canary }, { ...livePorts({}), log: createLog(() => {}) })
    await expect(withCanary()).rejects.toMatchObject({ code: 'artifact-entry-missing', reasons: [{ field: 'cart/1.1.0' }] })
    await upload('1.1.0')
    expect(await withCanary()).toMatchObject({ activated: true, 'live-version': '1.0.0', canary: { version: '1.1.0', percentage: 10 } })
    const target = await openTarget({ provider: 'local', directory }, {})
    expect(await target.table.read('staging#cart')).toMatchObject({ version: '1.0.0', canary })
    expect(await activate('1.0.0', 2)).toMatchObject({ activated: true, canary: '' })
    expect((await target.table.read('staging#cart'))?.canary).toBeUndefined()
    await target.close()
  })

  it('R15: takes a manifest of a schema that this library does not know for none', async () => {
    await upload('1.0.0', 2)
    await expect(activate('1.0.0', 1)).rejects.toMatchObject({ code: 'artifact-entry-missing', outcome: 'failed' })
  })

  it('never makes a version live whose upload did not end', async () => {
    await expect(activate('1.0.0', 1)).rejects.toMatchObject({ code: 'artifact-entry-missing', outcome: 'failed' })
    const target = await openTarget({ provider: 'local', directory }, {})
    expect(await target.table.read('staging#cart')).toBeNull()
    await target.close()
  })

  it('lets the newest of many win, in whatever order they come', async () => {
    const versions = ['1.0.0', '1.1.0', '1.2.0', '1.3.0']
    for (const version of versions) await upload(version)
    await Promise.allSettled([3, 1, 4, 2].map((generation) => activate(versions[generation - 1] ?? '', generation)))
    const target = await openTarget({ provider: 'local', directory }, {})
    expect(await target.table.read('staging#cart')).toMatchObject({ version: '1.3.0', generation: 4 })
    await target.close()
  })
})
