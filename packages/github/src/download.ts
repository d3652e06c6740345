import { GitHubError } from './error.ts'
import type { Parameters, RequestRecord } from './github.ts'
import { mayHaveBeenSent, networkCode } from './network-failure.ts'
import { redirectTarget } from './redirect.ts'
import { isRateLimit } from './retry-plan.ts'
import { expandRoute } from './route.ts'
import { AttemptFailure, deadline, standardHeaders, type TransportOptions } from './transport.ts'

interface Download {
  readonly route: string
  readonly parameters: Parameters
  readonly maxBytes: number
  readonly signal?: AbortSignal
}

const mostHops = 4

/**
 * Bytes behind a redirect to storage. Own code rather than octokit: the token must not go to the storage host (which also refuses two ways of
 * authentication), and the size must be bounded while reading.
 */
export async function download(options: TransportOptions, wanted: Download, record: (entry: RequestRecord) => void): Promise<Uint8Array> {
  const start = expandRoute(options.apiUrl, wanted.route, wanted.parameters)
  const signal = deadline(options.timeoutMs * 4, wanted.signal)
  let status = 0
  try {
    const response = await follow(options, start, signal)
    status = response.status
    if (!response.ok) throw await refusal(response, wanted.route)
    return await readBounded(response, wanted)
  } catch (error) {
    wanted.signal?.throwIfAborted()
    throw error instanceof AttemptFailure ? error : lost(error, wanted.route)
  } finally {
    record({ method: 'GET', route: wanted.route, status, kind: 'read' })
  }
}

async function follow(options: TransportOptions, start: URL, signal: AbortSignal): Promise<Response> {
  let url = start
  for (let hop = 0; hop <= mostHops; hop += 1) {
    const headers = url.origin === start.origin ? standardHeaders(options) : { 'user-agent': options.userAgent }
    const response = await options.fetch(url, { headers, redirect: 'manual', signal })
    const next = redirectTarget(response, url)
    if (next === null) return response
    await response.body?.cancel()
    // Plain http is left to installations that are themselves on plain http, such as one on this machine.
    if (next.protocol !== 'https:' && next.protocol !== start.protocol) throw new Error(`redirected to ${next.protocol}//${next.host}`)
    url = next
  }
  throw new Error(`redirected more than ${mostHops} times`)
}

async function refusal(response: Response, route: string): Promise<AttemptFailure> {
  const headers = Object.fromEntries(response.headers)
  const { status } = response
  await response.body?.cancel()
  const limited = isRateLimit(status, headers, '')
  const code = limited
    ? 'github-rate-limited'
    : status === 401 || status === 403
      ? 'github-forbidden'
      : status === 404 || status === 410
        ? 'github-not-found'
        : 'github-unavailable'
  return new AttemptFailure(
    { type: 'answer', status, headers, message: '' },
    new GitHubError(`${route}: the download was answered ${status}.`, { code, status }),
  )
}

async function readBounded(response: Response, { maxBytes, route }: Download): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength
    if (size > maxBytes) {
      const error = new GitHubError(`${route}: the download is larger than ${maxBytes} bytes.`, {
        code: 'github-invalid-answer',
        status: response.status,
      })
      throw new AttemptFailure(null, error)
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, size)
}

function lost(error: unknown, route: string): AttemptFailure {
  const text = error instanceof Error ? error.message : 'the download failed'
  const failure = { type: 'network', sent: mayHaveBeenSent(error) } as const
  return new AttemptFailure(
    failure,
    new GitHubError(`${route}: the download broke off (${networkCode(error)}: ${text}).`, { code: 'github-unavailable' }),
  )
}
