import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

export interface OldS3 {
  readonly url: string
  /** Method and raw path of every request that was answered. */
  readonly requests: string[]
  close(): Promise<void>
}

// What clients have sent by default since 2025, and stores that are older answer with 501.
const REFUSED = /^x-amz-(?:checksum-(?:crc|type)|trailer|decoded-content-length|sdk-checksum-algorithm$)/
const isRefused = (name: string, value: string) => REFUSED.test(name) && value !== 'SHA256'

/** A store that speaks S3 as it was before the checksums by default: it refuses CRCs and trailers, and keeps no checksum that it is sent. */
export async function startOldS3(): Promise<OldS3> {
  const objects = new Map<string, { body: Buffer; headers: Record<string, string> }>()
  const uploads = new Map<string, { parts: Buffer[]; headers: Record<string, string> }>()
  const requests: string[] = []

  function answer(request: IncomingMessage, body: Buffer): { status: number; headers?: Record<string, string>; body?: string | Buffer } {
    const { pathname: key, searchParams } = new URL(`http://store${request.url}`)
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
    if (Object.entries(headers).some(([name, value]) => isRefused(name, value)) || headers['content-encoding'] === 'aws-chunked')
      return error(501, 'NotImplemented')
    requests.push(`${request.method} ${request.url}`)
    const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => /^(?:content-type|cache-control|x-amz-meta-)/.test(name)))
    const id = searchParams.get('uploadId') ?? ''
    if (searchParams.has('uploads')) {
      const next = String(uploads.size)
      uploads.set(next, { parts: [], headers: kept })
      return { status: 200, body: `<InitiateMultipartUploadResult><UploadId>${next}</UploadId></InitiateMultipartUploadResult>` }
    }
    const upload = uploads.get(id)
    if (request.method === 'PUT' && upload) {
      upload.parts[Number(searchParams.get('partNumber')) - 1] = body
      return { status: 200, headers: { etag: '"part"' } }
    }
    if ((request.method === 'PUT' || request.method === 'POST') && headers['if-none-match'] === '*' && objects.has(key))
      return error(412, 'PreconditionFailed')
    if (request.method === 'POST' && upload) {
      objects.set(key, { body: Buffer.concat(upload.parts), headers: { ...upload.headers, etag: `"parts-${upload.parts.length}"` } })
      return { status: 200, body: '<CompleteMultipartUploadResult><ETag>"parts"</ETag></CompleteMultipartUploadResult>' }
    }
    if (request.method === 'PUT') {
      objects.set(key, { body, headers: { ...kept, etag: '"whole"' } })
      return { status: 200 }
    }
    if (request.method === 'DELETE') {
      objects.delete(key)
      return { status: 204 }
    }
    const found = objects.get(key)
    return found === undefined ? error(404, 'NoSuchKey') : { status: 200, headers: found.headers, body: found.body }
  }

  const server = createServer(async (request, response) => {
    const { status, headers = {}, body = '' } = answer(request, await buffer(request))
    response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) })
    response.end(request.method === 'HEAD' ? undefined : body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function error(status: number, code: string): { status: number; headers: Record<string, string>; body: string } {
  return { status, headers: { 'content-type': 'application/xml' }, body: `<Error><Code>${code}</Code><Message>Refused.</Message></Error>` }
}
