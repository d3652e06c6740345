import { createHash } from 'node:crypto'
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { describe, expect, it } from 'vitest'
import { lighten } from './light-requests.ts'

interface Sent {
  readonly headers: Record<string, string>
}

/** What a client would send for one object of four bytes. */
async function sent(isLight: boolean): Promise<Record<string, string>> {
  const seen: Sent[] = []
  const client = new S3Client({
    region: 'us-east-1',
    endpoint: 'http://store.test',
    credentials: { accessKeyId: 'key', secretAccessKey: 'secret' },
    systemClockOffset: 0,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    requestHandler: {
      handle: async (request: Sent) => {
        seen.push(request)
        return { response: { statusCode: 200, headers: {}, body: undefined } }
      },
    } as never,
  })
  if (isLight) lighten(client)
  const ChecksumSHA256 = createHash('sha256').update('body').digest('base64')
  await client.send(new PutObjectCommand({ Bucket: 'b', Key: 'k', Body: Buffer.from('body'), ChecksumAlgorithm: 'SHA256', ChecksumSHA256 }))
  return seen[0]?.headers ?? {}
}

describe('a light request', () => {
  it('signs the digest of its body, and sends what the SDK would but the name of the sender and of the attempt', async () => {
    const [light, heavy] = [await sent(true), await sent(false)]
    const body = createHash('sha256').update('body').digest('hex')
    expect(light['x-amz-content-sha256']).toBe(body)
    expect(light['user-agent']).toMatch(/^mfe-gitops /)
    const content = ({ authorization: _, 'x-amz-date': _date, 'amz-sdk-invocation-id': _id, ...headers }: Record<string, string>) => {
      const { 'user-agent': _agent, 'x-amz-user-agent': _other, ...rest } = headers
      return rest
    }
    expect(content(light)).toEqual(content(heavy))
    const signed = (headers: Record<string, string>) => /SignedHeaders=([^,]+)/.exec(headers.authorization ?? '')?.[1]?.split(';')
    expect(signed(light)).toEqual(signed(heavy)?.filter((name) => name !== 'x-amz-user-agent'))
  })
})
