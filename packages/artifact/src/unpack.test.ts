import { gunzipSync, gzipSync } from 'node:zlib'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unpack } from '../test/in-memory.ts'
import { type TarEntry, tar, tarball } from '../test/tarball.ts'
import { ArtifactError } from './artifact-error.ts'

const file = (name: string, body = 'x'): TarEntry => ({ name: `package/${name}`, body })
const pack = async (...entries: TarEntry[]): Promise<Buffer> => gzipSync(await tar(entries))
const names = async (tgz: Uint8Array, directory = ''): Promise<string[]> => [...(await unpack(tgz, { directory })).keys()]

describe('unpack', () => {
  it('gives the files of a directory, without the directory of the archive', async () => {
    const tgz = await tarball({ 'package.json': '{}', 'dist/entry.js': 'entry', 'dist/deep/chunk.js': 'chunk', 'dist-other/x.js': 'x' })
    const files = await unpack(tgz, { directory: 'dist' })
    expect([...files].map(([path, bytes]) => [path, Buffer.from(bytes).toString()])).toEqual([
      ['entry.js', 'entry'],
      ['deep/chunk.js', 'chunk'],
    ])
    expect(await names(tgz, './dist/')).toEqual(['entry.js', 'deep/chunk.js'])
    expect(await names(tgz)).toEqual(['package.json', 'dist/entry.js', 'dist/deep/chunk.js', 'dist-other/x.js'])
  })

  it('takes directories, empty files and any name of the top directory', async () => {
    const tgz = await pack(
      { name: 'cart-1.0.0/', type: 'directory' },
      { name: 'cart-1.0.0/dist/', type: 'directory' },
      { name: 'cart-1.0.0/dist/empty.js', body: '' },
    )
    const files = await unpack(tgz, { directory: 'dist' })
    expect([...files.keys()]).toEqual(['empty.js'])
    expect(files.get('empty.js')?.byteLength).toBe(0)
  })

  it('release case 17: takes long names, and names of any script', async () => {
    const long = `dist/${'n'.repeat(150)}/${'m'.repeat(120)}.js`
    expect(await names(await tarball({ [long]: 'x', 'dist/größe 日本.js': 'x' }))).toEqual([long, 'dist/größe 日本.js'])
  })

  it('gives what was packed, whatever it was', async () => {
    const segment = fc.stringMatching(/^[a-z0-9_+@()~-]{1,12}$/)
    const path = fc.array(segment, { minLength: 1, maxLength: 4 }).map((segments) => `${segments.join('/')}.js`)
    await fc.assert(
      fc.asyncProperty(fc.dictionary(path, fc.uint8Array({ maxLength: 2000 })), async (files) => {
        const packed = { ...files, 'package.json': '{}' }
        const found = await unpack(await tarball(packed))
        expect(Object.fromEntries([...found].map(([name, bytes]) => [name, Buffer.from(bytes)]))).toEqual(
          Object.fromEntries(Object.entries(packed).map(([name, bytes]) => [name, Buffer.from(bytes as string)])),
        )
      }),
      { numRuns: 60 },
    )
  })

  it.each<[string, TarEntry[]]>([
    ['a symbolic link', [{ name: 'package/dist/a.js', type: 'symlink', linkname: '/etc/passwd' }]],
    ['a hard link', [file('dist/b.js'), { name: 'package/dist/a.js', type: 'link', linkname: 'package/dist/b.js' }]],
    ['a character device', [{ name: 'package/dist/a.js', type: 'character-device', devmajor: 1, devminor: 3 }]],
    ['a block device', [{ name: 'package/dist/a.js', type: 'block-device' }]],
    ['a pipe', [{ name: 'package/dist/a.js', type: 'fifo' }]],
    ['a contiguous file', [{ name: 'package/dist/a.js', type: 'contiguous-file', body: 'x' }]],
    ['a file with holes', [{ ...file('dist/a.js'), pax: { 'GNU.sparse.major': '1', 'GNU.sparse.minor': '0' } }]],
    ['a file with holes, as older versions wrote it', [{ ...file('dist/a.js'), pax: { 'GNU.sparse.size': '4096' } }]],
    ['traversal', [file('../../a.js')]],
    ['traversal in the middle', [file('dist/../../a.js')]],
    ['traversal at the end', [file('dist/a.js/..')]],
    ['a name that begins with traversal', [{ name: '../a.js', body: 'x' }]],
    ['an absolute name', [{ name: '/etc/a.js', body: 'x' }]],
    ['a drive letter', [{ name: 'C:/a.js', body: 'x' }]],
    ['a drive-relative name', [{ name: 'C:a.js', body: 'x' }]],
    ['a backslash', [file('dist\\..\\a.js')]],
    ['a control character', [file('dist/a\u0007.js')]],
    ['a line break', [file('dist/a\n.js')]],
    ['an escape sequence', [file('dist/\u001b[2Ja.js')]],
    ['a right-to-left override', [file('dist/a\u202esj.js')]],
    ['a zero-width letter', [file('dist/a\u200b.js')]],
    ['an empty segment', [file('dist//a.js')]],
    ['a dot segment', [file('dist/./a.js')]],
    ['a trailing dot', [file('dist/a.js.')]],
    ['a trailing space', [file('dist/a.js ')]],
    ['a name too long', [file(`dist/${'a'.repeat(600)}.js`)]],
    ['a path too deep', [file(`${'d/'.repeat(40)}a.js`)]],
    ['a file beside the top directory', [file('dist/b.js'), { name: 'other/a.js', body: 'x' }]],
    ['a file without a top directory', [{ name: 'a.js', body: 'x' }]],
    ['a name twice', [file('dist/a.js', '1'), file('dist/a.js', '2')]],
    ['names that differ in case', [file('dist/A.js'), file('dist/a.js')]],
    ['directories that differ in case', [file('dist/X/b.js'), file('dist/x/a.js')]],
    ['names that differ in normalisation', [file('dist/a\u0308.js'), file('dist/\u00e4.js')]],
    ['a ligature', [file('dist/\ufb01a.js'), file('dist/fia.js')]],
    ['a sharp s', [file('dist/STRASSEa.js'), file('dist/straßea.js')]],
    ['a file where a directory is', [file('dist/x/b.js'), file('dist/x')]],
    ['a directory where a file is', [file('dist/x'), file('dist/x/a.js')]],
  ])('refuses %s, and names the entry', async (_, entries) => {
    const refusal = await unpack(await pack(...entries), { directory: 'dist' }).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(ArtifactError)
    expect(refusal).toMatchObject({ code: 'artifact-invalid' })
    const message = (refusal as Error).message
    expect(message).toMatch(/its entry ".+"/)
    expect(message).toMatch(/^[\x20-\x7e…]+$/)
  })

  it('refuses a hostile entry outside the directory that is deployed', async () => {
    const tgz = await pack(file('dist/a.js'), { name: 'package/evil', type: 'symlink', linkname: '/' })
    await expect(unpack(tgz, { directory: 'dist' })).rejects.toMatchObject({ code: 'artifact-invalid' })
  })

  it('refuses a path that an extended header overrides', async () => {
    const tgz = await pack({ name: 'package/dist/fine.js', body: 'x', pax: { path: 'package/../../a.js' } } as TarEntry)
    await expect(unpack(tgz)).rejects.toMatchObject({ message: expect.stringContaining('".."') })
  })

  it.each(['-1', '99999999999', 'NaN'])('refuses the size %s in an extended header', async (size) => {
    const tgz = await pack({ name: 'package/dist/a.js', body: 'x', pax: { size } } as TarEntry)
    await expect(unpack(tgz)).rejects.toMatchObject({ code: 'artifact-invalid' })
  })

  it.each<[string, Partial<Parameters<typeof unpack>[1] & object>, Record<string, string | Uint8Array>, RegExp]>([
    ['too many files', { limits: { maxFiles: 2 } }, { a: '1', b: '2', c: '3' }, /more than 2 entries/],
    ['a file too large', { limits: { maxFileBytes: 10 } }, { 'big.js': 'x'.repeat(11) }, /"big\.js".*larger than 10 bytes/],
    [
      'too many bytes',
      { limits: { maxTotalBytes: 100_000 } },
      { a: new Uint8Array(60_000), b: new Uint8Array(60_000) },
      /more than 100000 bytes/,
    ],
    ['a bomb', {}, { a: new Uint8Array(20_000_000) }, /more than 200 times its size/],
  ])('refuses %s', async (_, options, files, message) => {
    await expect(unpack(await tarball(files), options)).rejects.toMatchObject({
      code: 'artifact-invalid',
      message: expect.stringMatching(message),
    })
  })

  it('refuses every archive that was cut off', async () => {
    const tgz = await tarball({ 'dist/a.js': 'a'.repeat(3000), 'dist/b.js': 'b' })
    for (const length of [0, 1, 10, tgz.length / 2, tgz.length - 9, tgz.length - 1]) {
      await expect(unpack(tgz.subarray(0, length))).rejects.toMatchObject({ code: 'artifact-invalid' })
    }
    const plain = gunzipSync(tgz)
    for (const length of [100, 600, 1500, 3000])
      await expect(unpack(gzipSync(plain.subarray(0, length)))).rejects.toMatchObject({ code: 'artifact-invalid' })
  })

  it('refuses bytes after the end', async () => {
    const tgz = await tarball({ 'dist/a.js': 'a' })
    await expect(unpack(Buffer.concat([tgz, Buffer.from('trailing')]))).rejects.toMatchObject({ code: 'artifact-invalid' })
    const plain = gunzipSync(tgz)
    await expect(unpack(gzipSync(Buffer.concat([plain, Buffer.from('trailing')])))).rejects.toMatchObject({ code: 'artifact-invalid' })
  })

  it('checks what comes after the end of the archive as it checks the rest', async () => {
    const plain = await tar([file('dist/a.js')])
    const smuggled = await tar([{ name: 'package/dist/b.js', type: 'symlink', linkname: '/' }])
    await expect(unpack(gzipSync(Buffer.concat([plain, smuggled])))).rejects.toMatchObject({ code: 'artifact-invalid' })
  })

  it.each([
    ['not gzip', 'hello'],
    ['gzip of something else', gzipSync('hello '.repeat(200))],
    ['nothing', ''],
  ])('refuses %s', async (_, bytes) => {
    await expect(unpack(Buffer.from(bytes as string))).rejects.toMatchObject({ code: 'artifact-invalid' })
  })

  it('survives any damage: what it gives is complete, or it says that the archive is bad', async () => {
    const tgz = await tarball({ 'package.json': '{}', 'dist/a.js': 'a'.repeat(500), 'dist/b.js': 'b' })
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: tgz.length - 1 }), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const damaged = Buffer.from(tgz)
        damaged[at]! ^= change
        const result = await unpack(damaged).catch((error: unknown) => error)
        if (result instanceof Map) expect(result.get('dist/a.js')).toEqual(Buffer.from('a'.repeat(500)))
        else expect(result).toMatchObject({ code: 'artifact-invalid' })
      }),
      { numRuns: 150 },
    )
  })

  it('says what is there when the directory holds nothing', async () => {
    await expect(unpack(await tarball({ 'package.json': '{}', 'build/a.js': 'x' }), { directory: 'dist' })).rejects.toMatchObject({
      code: 'artifact-empty',
      message: expect.stringMatching(/"build\/".*`files` in package\.json.*`artifact\.directory`/),
    })
    await expect(unpack(gzipSync(await tar([])))).rejects.toMatchObject({ code: 'artifact-empty' })
  })

  it.each(['../dist', '/dist', 'dist/../..', 'C:dist', 'dist\\x', '..'])('refuses the directory %j', async (directory) => {
    await expect(unpack(await tarball({ 'dist/a.js': 'x' }), { directory })).rejects.toMatchObject({ code: 'artifact-invalid' })
  })
})
