import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openTarget } from '../src/index.ts'
import { describeTarget } from './conformance.ts'
import { liveRow, metaOf, text } from './rows.ts'

async function directories() {
  const root = await mkdtemp(join(tmpdir(), 'mfe-mixed-'))
  const [files, rest] = [join(root, 'files'), join(root, 'rest')]
  const local = (directory: string) => ({ provider: 'local', directory }) as const
  const descriptor = { provider: 'mixed', ports: { store: local(files), table: local(rest), cache: local(rest) } } as const
  return { files, rest, descriptor, remove: () => rm(root, { recursive: true }) }
}

describeTarget('mixed', async () => {
  const { descriptor, remove } = await directories()
  return { open: () => openTarget(descriptor, {}), remove }
})

it('takes each port of a mixed target from its own place', async () => {
  const { files, rest, descriptor, remove } = await directories()
  const target = await openTarget(descriptor, {})
  await target.store.putIfAbsent('cart/1.0.0/a.js', text('a'), metaOf(text('a')))
  await target.table.activate(liveRow())
  await target.cache.purge({ reference: 'r', paths: ['/a'], tags: [] })
  await target.close()
  expect(await readdir(join(files, 'store'))).toEqual(['cart'])
  expect(await readdir(join(rest, 'store'))).toEqual([])
  const alone = await openTarget({ provider: 'local', directory: rest }, {})
  expect(await alone.table.list('staging')).toEqual([liveRow()])
  expect(await alone.feed?.after(0)).toHaveLength(1)
  await alone.close()
  await remove()
})
