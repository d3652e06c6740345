import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { partsOf } from './multipart.ts'

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
