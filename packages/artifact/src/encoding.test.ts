import { describe, expect, it } from 'vitest'
import { codings, decode, encode } from './encoding.ts'

const text = Buffer.from('export const answer = 42\n'.repeat(200))

describe.each(codings)('the content coding %s', (coding) => {
  it('gives the file back', async () => {
    const encoded = await encode(text, coding)
    expect(encoded!.byteLength).toBeLessThan(text.byteLength)
    expect(Buffer.from((await decode(encoded!, coding, text.byteLength))!).equals(text)).toBe(true)
  })

  it('is not used for what is small or does not shrink', async () => {
    expect(await encode(text.subarray(0, 1000), coding)).toBeNull()
    expect(await encode(crypto.getRandomValues(new Uint8Array(5000)), coding)).toBeNull()
  })

  it('is not read beyond the size of the file', async () => {
    const bomb = await encode(new Uint8Array(10_000_000), coding)
    expect(await decode(bomb!, coding, 1000)).toBeNull()
    expect(await decode(Buffer.from('no such thing'), coding, 1000)).toBeNull()
  })
})
