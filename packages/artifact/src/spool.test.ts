import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keepFile } from './artifact-file.ts'
import { createSpool, type OwnSpool } from './spool.ts'

let parent: string
let spool: OwnSpool
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'spool-test-'))
  spool = createSpool(parent, { small: 10, room: 25 })
})
afterEach(() => rm(parent, { recursive: true }))

async function* inChunks(bytes: Uint8Array, size = 4) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
const bytes = (size: number) => Buffer.alloc(size, 'abc')
const files = async () => (await readdir(parent, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())

describe('release case 15: a spool', () => {
  it('gives back what it kept, wherever that is, as often as it is asked', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 12 }), async (all) => {
        const kept = await Promise.all(all.map((one) => keepFile(spool, inChunks(one))))
        for (const [at, file] of kept.entries()) {
          const expected = Buffer.from(all[at]!)
          expect(Buffer.from(await file.bytes())).toEqual(expected)
          for (let time = 0; time < 2; time++) expect(Buffer.concat(await chunksOf(file.open()))).toEqual(expected)
          expect([file.size, file.sha256]).toEqual([expected.length, createHash('sha256').update(expected).digest('hex')])
        }
        await Promise.all(kept.map((file) => file.discard()))
        expect(await files()).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  it('keeps small ones in memory while there is room, and the others in a folder of its owner alone', async () => {
    const kept = [await spool.keep(inChunks(bytes(10))), await spool.keep(inChunks(bytes(10)))]
    expect(await readdir(parent)).toEqual([])
    await spool.keep(inChunks(bytes(10)))
    await spool.keep(inChunks(bytes(11)))
    expect(await files()).toHaveLength(2)
    const [folder = ''] = await readdir(parent)
    expect((await stat(join(parent, folder))).mode & 0o777).toBe(0o700)
    await kept[0]!.discard()
    await spool.keep(inChunks(bytes(10)))
    expect(await files()).toHaveLength(2)
    await spool.remove()
    expect(await readdir(parent)).toEqual([])
  })

  it('reads a file into the memory that is lent, full but for the end', async () => {
    const kept = await spool.keep(inChunks(bytes(30)))
    const memory = new Uint8Array(12)
    const seen: string[] = []
    for await (const chunk of kept.open(() => memory)) {
      expect(chunk.buffer).toBe(memory.buffer)
      seen.push(Buffer.from(chunk).toString())
    }
    expect(seen).toEqual(['abcabcabcabc', 'abcabcabcabc', 'abcabc'])
  })

  it.each([2, 30])('has nothing left of a source that fails after %d bytes, nor less room', async (size) => {
    async function* broken() {
      yield bytes(size)
      throw new Error('broke off')
    }
    for (let time = 0; time < 5; time++) await expect(spool.keep(broken())).rejects.toThrow('broke off')
    expect(await files()).toEqual([])
    expect(typeof (await spool.keep(inChunks(bytes(10)))).place).toBe('object')
  })

  it('ends a source that the disk has no place for, and says whose fault that is', async () => {
    const lost = createSpool(join(parent, 'no such folder'), { small: 1 })
    let isEnded = false
    async function* source() {
      try {
        yield* inChunks(bytes(100))
      } finally {
        isEnded = true
      }
    }
    await expect(lost.keep(source())).rejects.toMatchObject({ code: 'runner-file-failed', message: expect.stringContaining('ENOENT') })
    expect(isEnded).toBe(true)
    await lost.remove()
  })
})

async function chunksOf(source: AsyncIterable<Uint8Array>): Promise<Uint8Array[]> {
  const chunks: Uint8Array[] = []
  for await (const chunk of source) chunks.push(chunk)
  return chunks
}
