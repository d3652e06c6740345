import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bytesOf } from '../test/in-memory.ts'
import { type Registry, startRegistry } from '../test/registry.ts'
import { sha512, tar } from '../test/tarball.ts'
import { zip } from '../test/zip.ts'
import { fetchArtifact } from './artifact-source.ts'
import { createSpool, type OwnSpool } from './spool.ts'

const contents = { 'entry.js': Buffer.from('entry'), 'big.bin': randomBytes(700_000), 'other/a.bin': randomBytes(300_000) }
const path = '/cart-1.0.0.tgz'

let parent: string
let spool: OwnSpool
let host: Registry
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'unpack-large-'))
  spool = createSpool(parent, { small: 1000 })
  host = await startRegistry()
})
afterEach(async () => {
  await host.close()
  await rm(parent, { recursive: true })
})

const fetched = (archive: Uint8Array, directory?: string) =>
  fetchArtifact(
    { source: 'tarball', name: `${host.url}cart-{version}.tgz`, entry: 'entry.js', ...(directory === undefined ? {} : { directory }) },
    { version: '1.0.0', integrity: sha512(archive) },
    {},
    { spool, sleep: async () => undefined },
  )
const spooled = async () => (await readdir(parent, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).length

const formats = [
  ['tarball', async () => gzipSync(await tar(Object.entries(contents).map(([name, body]) => ({ name, body }))))],
  ['zip', () => zip(contents)],
  ['stored zip', () => zip(contents, { compress: false })],
] as const

describe.each(formats)('release case 15: a large %s', (_, pack) => {
  it('is read from disk, and leaves only the files that are wanted', async () => {
    const archive = await pack()
    host.answers.set(path, { body: archive })
    expect(Object.fromEntries(await bytesOf(await fetched(archive)))).toEqual(contents)
    expect(await spooled()).toBe(2)
    expect([...(await fetched(archive, 'other')).keys()]).toEqual(['a.bin'])
    expect(await spooled()).toBe(3)
  })

  it('begins anew with nothing left over when its download breaks off', async () => {
    const archive = await pack()
    host.answers.set(path, (count) => ({ body: archive, ...(count < 3 ? { cutAfter: 500_000 } : {}) }))
    expect((await fetched(archive)).size).toBe(3)
    expect([host.seen.length, await spooled()]).toEqual([3, 2])
  })

  it('gives nothing out and leaves nothing when its bytes are others', async () => {
    const archive = await pack()
    const flipped = Buffer.from(archive)
    flipped[300_000]! ^= 1
    host.answers.set(path, { body: flipped })
    await expect(fetched(archive)).rejects.toMatchObject({ code: 'integrity-mismatch' })
    expect(await spooled()).toBe(0)
  })
})
