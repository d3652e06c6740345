import { createHash } from 'node:crypto'
import type { Answer } from '../http/answer.ts'
import { type Exchange, type Reply, reply } from '../http/exchange.ts'
import type { Admission } from '../limits/rate-limits.ts'
import type { RecordedRequest } from '../types.ts'

interface Finished {
  readonly record: RecordedRequest
  readonly answer: Answer
  readonly admission: Admission
  readonly cutShort?: boolean | undefined
}

/** Puts etag and rate limit on an answer and answers 304 where the asker has it already. */
export function sendAnswer(exchange: Exchange, { record, answer, admission, cutShort }: Finished): void {
  const { request, ledger } = exchange
  const bytes = answer.body instanceof Uint8Array ? answer.body : null
  const text = bytes || answer.body === undefined ? null : JSON.stringify(answer.body)
  if (!bytes) ledger.inspect({ method: record.method, route: record.route, status: answer.status, body: text })
  const reading = request.method === 'GET' || request.method === 'HEAD'
  const etag =
    reading && answer.status === 200
      ? `W/"${createHash('sha256')
          .update(bytes ?? text ?? '')
          .digest('hex')}"`
      : null
  const known = etag !== null && (request.headers['if-none-match'] ?? '').split(/,\s*/).includes(etag)
  const headers = {
    ...admission.headers({ contents: record.contents, free: known }),
    'x-github-media-type': 'github.v3; format=json',
    'x-github-api-version-selected': String(request.headers['x-github-api-version'] ?? '2022-11-28'),
    ...(etag ? { etag } : {}),
    ...answer.headers,
  }
  const body = request.method === 'HEAD' ? null : (bytes ?? text)
  const out: Reply = known ? { status: 304, headers } : { status: answer.status, headers, body, cutShort }
  reply(exchange, record, out)
}
