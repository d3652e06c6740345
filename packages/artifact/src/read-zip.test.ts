import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unpack } from '../test/in-memory.ts'
import { renamed, zip } from '../test/zip.ts'

const options = { hasTopDirectory: false }
const names = async (archive: Uint8Array) => [...(await unpack(archive, options)).keys()]

describe('a zip archive', () => {
  it('gives its files, deflated and stored, without those outside the directory', async () => {
    for (const compress of [true, false]) {
      const archive = await zip({ 'dist/entry.js': 'entry', 'dist/größe 日本.js': 'x', 'readme.md': '#' }, { compress })
      const files = await unpack(archive, { ...options, directory: 'dist' })
      expect([...files].map(([path, bytes]) => [path, Buffer.from(bytes).toString()])).toEqual([
        ['entry.js', 'entry'],
        ['größe 日本.js', 'x'],
      ])
    }
  })

  it('gives what was packed, whatever it was', async () => {
    const path = fc
      .array(fc.stringMatching(/^[a-z0-9_+@()~-]{1,12}$/), { minLength: 1, maxLength: 4 })
      .map((parts) => `${parts.join('/')}.js`)
    await fc.assert(
      fc.asyncProperty(fc.dictionary(path, fc.uint8Array({ maxLength: 2000 }), { minKeys: 1 }), async (files) => {
        const found = await unpack(await zip(files), options)
        expect(Object.fromEntries([...found].map(([name, bytes]) => [name, Buffer.from(bytes)]))).toEqual(
          Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, Buffer.from(bytes)])),
        )
      }),
      { numRuns: 60 },
    )
  })

  it.each<[string, string, string | Uint8Array]>([
    ['traversal', 'aa/aa/b.js', '../../b.js'],
    ['an absolute name', 'aetc/b.js', '/etc/b.js'],
    ['a drive letter', 'aaetc/b.js', 'C:/etc/b.j'],
    ['a backslash', 'dist_aa_b.js', 'dist\\..\\b.js'.slice(0, 12)],
    ['NUL in a name', 'distab.js', 'dist\0b.js'],
    ['a name that is not UTF-8', 'dist/b.js', Buffer.from([0x64, 0x69, 0x73, 0x74, 0x2f, 0xff, 0x2e, 0x6a, 0x73])],
  ])('release case 5: refuses %s, and names the entry', async (_, from, to) => {
    await expect(names(renamed(await zip({ [from]: 'x' }), from, to))).rejects.toMatchObject({
      code: 'artifact-invalid',
      message: expect.stringMatching(/^[\x20-\x7e]*its entry ".+"[\x20-\x7e…]*$/),
    })
  })

  it.each<[string, Record<string, string>, string, string]>([
    ['a name twice', { 'dist/a.js': '1', 'dist/b.js': '2' }, 'dist/b.js', 'dist/a.js'],
    ['names that differ in case', { 'dist/a.js': '1', 'dist/b.js': '2' }, 'dist/b.js', 'dist/A.js'],
    ['a file where a directory is', { 'dist/x': '1', 'disu/x/a.js': '2' }, 'disu/x', 'dist/x'],
  ])('release case 5: refuses %s', async (_, files, from, to) => {
    await expect(names(renamed(await zip(files), from, to))).rejects.toMatchObject({ code: 'artifact-invalid' })
  })

  it('release case 5: refuses names that differ in normalisation only', async () => {
    await expect(names(await zip({ 'a\u0308.js': '1', 'ä.js': '2' }))).rejects.toMatchObject({ code: 'artifact-invalid' })
  })

  it.each([
    ['a link', 0o120777],
    ['a character device', 0o020666],
    ['a pipe', 0o010666],
    ['a socket', 0o140666],
  ])('release case 5: refuses %s', async (_, mode) => {
    await expect(names(await zip({ 'dist/a.js': '/etc/passwd' }, { mode }))).rejects.toMatchObject({
      code: 'artifact-invalid',
      message: expect.stringContaining('"dist/a.js"'),
    })
  })

  it.each([
    ['too many entries', { maxFiles: 1 }],
    ['a large file', { maxFileBytes: 10 }],
    ['many bytes', { maxTotalBytes: 1000 }],
    ['a bomb', { maxRatio: 200 }],
  ])('release case 5: refuses %s', async (_, limits) => {
    const archive = await zip({ 'a.js': new Uint8Array(3_000_000), 'b.js': 'x' })
    await expect(unpack(archive, { ...options, limits })).rejects.toMatchObject({ code: 'artifact-invalid' })
  })

  it('release case 5: refuses a size that lies', async () => {
    const archive = await zip({ 'a.js': 'x'.repeat(100) }, { compress: false })
    for (const size of [0, 99, 101, 0xfffffff0]) {
      const lying = Buffer.from(archive)
      lying.writeUInt32LE(size, lying.indexOf('PK\u0001\u0002', 0, 'latin1') + 24)
      await expect(names(lying)).rejects.toMatchObject({ code: 'artifact-invalid' })
    }
  })

  it('release case 5: refuses what was cut off, and bytes after the end', async () => {
    const archive = await zip({ 'a.js': 'x'.repeat(100) })
    for (const length of [4, 30, archive.length - 30, archive.length - 1])
      await expect(names(archive.subarray(0, length))).rejects.toMatchObject({ code: 'artifact-invalid' })
    await expect(names(Buffer.concat([archive, Buffer.from('more')]))).rejects.toMatchObject({ code: 'artifact-invalid' })
  })

  it('release case 5: refuses an empty archive', async () => {
    await expect(names(await zip({}))).rejects.toMatchObject({ code: 'artifact-empty' })
  })

  it('release case 5: refuses an entry that its list has and does not count', async () => {
    const archive = Buffer.from(await zip({ 'a.js': 'a', 'b.js': 'b' }))
    for (const at of [archive.length - 14, archive.length - 12]) archive.writeUInt16LE(1, at)
    await expect(names(archive)).rejects.toMatchObject({
      code: 'artifact-invalid',
      message: expect.stringContaining('its list of entries'),
    })
  })

  it('release case 5: refuses such an entry also when the size of the list is said to be in a record of Zip64 that is not there', async () => {
    const archive = Buffer.from(await zip({ 'a.js': 'a', 'b.js': 'b' }))
    for (const at of [archive.length - 14, archive.length - 12]) archive.writeUInt16LE(1, at)
    archive.writeUInt32LE(0xffffffff, archive.length - 10)
    await expect(names(archive)).rejects.toMatchObject({ message: expect.stringContaining('its list of entries') })
  })

  it('release case 5: takes Zip64 archives, and refuses such an entry in them', async () => {
    const archive = Buffer.from(await zip({ 'a.js': 'a', 'b.js': 'b' }, { forceZip64Format: true }))
    expect(await names(archive)).toEqual(['a.js', 'b.js'])
    const record = archive.indexOf('PK\u0006\u0006', 0, 'latin1')
    for (const at of [record + 24, record + 32]) archive.writeBigUInt64LE(1n, at)
    await expect(names(archive)).rejects.toMatchObject({ message: expect.stringContaining('its list of entries') })
  })

  it.each([1, 2, 3, 4, 8, 16, 32, 64, 128, 255])(
    'survives the damage %i of any byte: what it gives is complete, or it says that the archive is bad',
    async (change) => {
      const archive = await zip({ 'a.js': 'a'.repeat(50), 'b.js': 'b' }, { compress: false })
      for (const at of archive.keys()) {
        const damaged = Buffer.from(archive)
        damaged[at]! ^= change
        const result = await unpack(damaged, options).catch((error: unknown) => error)
        if (!(result instanceof Map)) expect(result).toMatchObject({ code: expect.stringMatching(/^artifact-(?:invalid|empty)$/) })
        else expect([...result.values()].map((bytes) => Buffer.from(bytes).toString())).toEqual(['a'.repeat(50), 'b'])
      }
    },
  )
})

describe('an archive without a top directory', () => {
  it('keeps every path as it is written', async () => {
    expect(await names(await zip({ 'entry.js': 'x', 'assets/a.css': 'y' }))).toEqual(['entry.js', 'assets/a.css'])
  })
})
