import { describe, expect, it } from 'vitest'
import { smallSpool } from '../test/in-memory.ts'
import { fileOf } from './artifact-file.ts'
import { brotliQuality, codings, encode, isEncoded } from './encoding.ts'

const text = fileOf(Buffer.from('export const answer = 42\n'.repeat(200)))
const options = { spool: smallSpool(), quality: 11 }

describe.each(codings)('the content coding %s', (coding) => {
  it.each([1024, 4096, 6000, 70_000, 3_000_000])('gives a file of %d bytes back', async (size) => {
    const file = fileOf(Buffer.from('export const answer = 42\n'.repeat(size / 20).slice(0, size)))
    const encoded = await encode(file, coding, { ...options, quality: 5 })
    expect(encoded!.size).toBeLessThan(file.size)
    expect(await isEncoded(encoded!, coding, file)).toBe(true)
    expect(await isEncoded(encoded!, coding, text)).toBe(false)
  })

  it('gives the same bytes each time, so that a repeat finds them there', async () => {
    const [first, second] = await Promise.all([encode(text, coding, options), encode(text, coding, options)])
    expect(first!.sha256).toBe(second!.sha256)
  })

  it('is not used for what is small or does not shrink', async () => {
    expect(await encode(fileOf((await text.bytes()).subarray(0, 1000)), coding, options)).toBeNull()
    expect(await encode(fileOf(crypto.getRandomValues(new Uint8Array(5000))), coding, options)).toBeNull()
  })

  it('is not read beyond the size of the file', async () => {
    const bomb = await encode(fileOf(new Uint8Array(10_000_000)), coding, { ...options, quality: 4 })
    expect(await isEncoded(bomb!, coding, { size: 1000, sha256: text.sha256 })).toBe(false)
    expect(await isEncoded(fileOf(Buffer.from('no such thing')), coding, text)).toBe(false)
  })
})

it('compresses harder when there is less of it', () => {
  expect([1e5, 1e6, 1e9].map(brotliQuality)).toEqual([11, 6, 4])
})
