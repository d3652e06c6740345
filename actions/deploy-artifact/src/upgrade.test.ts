import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openTarget } from '@mfe-gitops/targets'
import { expect, it } from 'vitest'
import type { ReleasePlan } from './release-plan.ts'
import { readStored } from './stored-version.ts'

it('R15: a stored version whose manifest this library does not know is refused, and left as it is', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'upgrade-'))
  const target = await openTarget({ provider: 'local', directory }, {})
  const key = 'cart/1.4.0/mfe-manifest.json'
  const body = new TextEncoder().encode(
    JSON.stringify({ schema: 2, mfe: 'cart', version: '1.4.0', integrity: 'sha512-x', entry: 'cart.js' }),
  )
  const sha256 = createHash('sha256').update(body).digest('hex')
  await target.store.putIfAbsent(key, body, { contentType: 'application/json', cacheControl: 'no-cache', sha256 })
  const plan = {
    prefix: 'cart/1.4.0',
    desired: { mfe: 'cart', artifact: { integrity: 'sha512-x' } },
    artifact: { entry: 'cart.js' },
    rules: [],
  }
  await expect(readStored(target.store, plan as unknown as ReleasePlan)).rejects.toMatchObject({ code: 'version-exists-with-other-bytes' })
  expect((await target.store.read(key))?.body).toEqual(Buffer.from(body))
  await target.close()
  await rm(directory, { recursive: true })
})
