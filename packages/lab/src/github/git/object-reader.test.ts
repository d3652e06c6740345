import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { takeAnswer } from './object-reader.ts'

const oid = 'a'.repeat(40)

describe('takeAnswer', () => {
  it('reads every answer whole, however the bytes arrive', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 50 })), fc.integer({ min: 1, max: 20 }), (contents, chunk) => {
        const stream = Buffer.concat(
          contents.map((content) => Buffer.concat([Buffer.from(`${oid} blob ${content.length}\n`), content, Buffer.from('\n')])),
        )
        const read: Buffer[] = []
        let buffered = Buffer.alloc(0)
        for (let at = 0; at < stream.length; at += chunk) {
          buffered = Buffer.concat([buffered, stream.subarray(at, at + chunk)])
          for (let answer = takeAnswer(buffered); answer; answer = takeAnswer(buffered)) {
            read.push(answer.object?.content ?? Buffer.alloc(0))
            buffered = buffered.subarray(answer.length)
          }
        }
        expect(read.map((one) => one.toString('hex'))).toEqual(contents.map((one) => Buffer.from(one).toString('hex')))
      }),
    )
  })

  it('knows what is missing', () => {
    expect(takeAnswer(Buffer.from('main:nothing missing\nrest'))).toEqual({ object: null, length: 21 })
  })
})
