import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { digestOf, toChecksum } from './object-headers.ts'

const hex = (text: string) => createHash('sha256').update(text).digest('hex')
const md5 = (text: string) => `"${createHash('md5').update(text).digest('hex')}"`
const [whole, parts] = [hex('whole'), hex('checksums of the parts')]

describe('release case 8: the digest of an object', () => {
  it.each([
    ['the checksum of the store, of an object that was put whole', { ChecksumSHA256: toChecksum(whole), ETag: md5('whole') }, whole],
    [
      'the checksum, whatever its ETag is with encryption by KMS',
      { ChecksumSHA256: toChecksum(whole), ETag: md5('something else') },
      whole,
    ],
    [
      'what its writer noted, of an object in parts',
      { ChecksumSHA256: `${toChecksum(parts)}-2`, ETag: '"0123-2"', Metadata: { sha256: whole } },
      whole,
    ],
    [
      'what its writer noted, also where the store hides that the checksum is one of parts',
      { ChecksumSHA256: toChecksum(parts), ETag: '"0123-2"', Metadata: { sha256: whole } },
      whole,
    ],
    ['what its writer noted, where the store keeps no checksums', { ETag: md5('whole'), Metadata: { sha256: whole } }, whole],
    ['not known from an ETag alone', { ETag: md5('whole') }, null],
    ['not known from a note that is no digest', { ETag: md5('whole'), Metadata: { sha256: 'none' } }, null],
  ])('is %s', (_, found, digest) => {
    expect(digestOf(found)).toBe(digest)
  })
})
