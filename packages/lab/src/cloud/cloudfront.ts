import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { PurgeFeed } from '@mfe-gitops/targets'
import { listen, stop } from '../loopback.ts'
import { errorXml, invalidationXml, readBatch } from './cloudfront-xml.ts'
import { createInvalidationBook, type InvalidationBook, type Refusal } from './invalidation-book.ts'

/** The part of CloudFront's API that purges, for one distribution. */
export interface CloudFrontServer {
  readonly url: string
  readonly distribution: string
  readonly invalidations: InvalidationBook
  /** Purges as they were accepted, for the edge servers that stand for CloudFront's caches. */
  readonly feed: PurgeFeed
  /** Calls that came in, as method and path. */
  readonly calls: readonly string[]
  /** Answers the next calls with this instead. */
  fail(refusal: Refusal, times: number): void
  close(): Promise<void>
}

const route = /^\/2020-05-31\/distribution\/([A-Z0-9]+)\/invalidation(?:\/([^/]+))?$/

/** Starts it on a free port of the loopback. Requests need no signature. */
export async function startCloudFront({ distribution = 'E2LAB0000001', now = Date.now } = {}): Promise<CloudFrontServer> {
  const invalidations = createInvalidationBook(now)
  const calls: string[] = []
  const failures: Refusal[] = []

  function answerTo(method: string, path: string, body: string) {
    const failure = failures.shift()
    if (failure !== undefined) return failure
    const [, id, invalidation] = route.exec(path) ?? []
    if (id === undefined) return { status: 404, code: 'UnknownOperation', message: `The lab has no route for ${method} ${path}.` }
    if (id !== distribution) return { status: 404, code: 'NoSuchDistribution', message: 'The specified distribution does not exist.' }
    return invalidation === undefined ? invalidations.create(readBatch(body)) : invalidations.read(invalidation)
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url: path = '/' } = request
    calls.push(`${method} ${path}`)
    let body = ''
    for await (const chunk of request.setEncoding('utf8')) body += chunk
    const answer = answerTo(method, path, body)
    response.writeHead(answer.status, { 'content-type': 'text/xml' })
    response.end('view' in answer ? invalidationXml(answer.view) : errorXml(answer.code, answer.message))
  }

  const server = createServer((request, response) => void serve(request, response).catch(() => response.destroy()))
  const port = await listen(server)
  return {
    url: `http://127.0.0.1:${port}`,
    distribution,
    invalidations,
    feed: { after: async (seq) => invalidations.after(seq) },
    calls,
    fail: (refusal, times) => {
      for (let left = times; left > 0; left--) failures.push(refusal)
    },
    close: () => stop(server),
  }
}
