import { createHash, randomBytes } from 'node:crypto'
import type { S3Client } from '@aws-sdk/client-s3'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { PART_SIZE, partsOf, putInParts } from './multipart.ts'

it('cuts any stream into parts of one size, numbered from 1, with no byte lost', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 40 })), fc.integer({ min: 1, max: 16 }), async (chunks, size) => {
      const source = async function* () {
        yield* chunks
      }
      const parts = []
      for await (const part of partsOf(source(), size)) parts.push(part)
      expect(Buffer.concat(parts.map(({ bytes }) => bytes))).toEqual(Buffer.concat(chunks))
      expect(parts.map(({ number }) => number)).toEqual(parts.map((_, at) => at + 1))
      expect(parts.slice(0, -1).every(({ bytes }) => bytes.byteLength === size)).toBe(true)
    }),
  )
})

it('reads parts into memory of earlier parts, and never into that of a part on its way', async () => {
  const bytes = randomBytes(9 * PART_SIZE + 1)
  const memories = new Set<ArrayBufferLike>()
  const body = {
    size: bytes.byteLength,
    open: async function* (lend: () => Uint8Array = () => new Uint8Array(PART_SIZE)) {
      for (let at = 0; at < bytes.byteLength; ) {
        const memory = lend()
        memories.add(memory.buffer)
        const length = bytes.copy(memory, 0, at, at + memory.byteLength)
        yield memory.subarray(0, length)
        at += length
      }
    },
  }
  const stored: Buffer[] = []
  const client = {
    send: async ({ input }: { input: { PartNumber?: number; Body?: Uint8Array } }) => {
      if (input.PartNumber === undefined || input.Body === undefined) return {}
      // The store reads late: whatever was read into this memory meanwhile would be seen.
      for (let turn = 0; turn < 10 - input.PartNumber; turn++) await new Promise(setImmediate)
      stored[input.PartNumber - 1] = Buffer.from(input.Body)
      return {}
    },
  } as unknown as S3Client
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const headers = { ContentType: 'x', CacheControl: 'y', Metadata: {} } as never
  await putInParts({ client, place: { Bucket: 'b', Key: 'k' }, body, sha256, headers, name: 'k' })
  expect(Buffer.compare(Buffer.concat(stored), bytes)).toBe(0)
  expect(memories.size).toBeLessThanOrEqual(5) // four on their way, one being read
})
