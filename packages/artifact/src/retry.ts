import { setTimeout as wait } from 'node:timers/promises'
import { ArtifactError } from './artifact-error.ts'
import type { Spool } from './spool.ts'

/** What every source needs from outside. */
export interface SourcePorts {
  sleep?: ((milliseconds: number) => Promise<unknown>) | undefined
  /** Tries in all: a version may be visible only seconds after it was published. */
  attempts?: number | undefined
  /** Default: `defaultMaxBytes`. */
  maxBytes?: number | undefined
  /** Fills a directory with Sigstore's trust root, as its TUF client keeps it; default: from Sigstore's own server. */
  readTrustRoot?: ((directory: string) => Promise<unknown>) | undefined
}

/** Where a fetch puts what it downloads. */
export interface FetchPorts extends SourcePorts {
  spool: Spool
}

/** Largest archive that is downloaded: GitHub takes no release asset of 2 GiB or more. It is never in memory. */
export const defaultMaxBytes = 2 * 1024 ** 3

const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EPIPE',
  'ERR_SOCKET_TIMEOUT',
  'EIDLETIMEOUT',
  'ECONNECTIONTIMEOUT',
  'ERESPONSETIMEOUT',
  'ETRANSFERTIMEOUT',
  'ERR_STREAM_PREMATURE_CLOSE',
  'EINVALIDRESPONSE',
  'FETCH_ERROR',
  'UND_ERR_SOCKET',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
  'HTTPParserError',
])
const LONGEST_DELAY = 30_000

/** Runs an effect until it succeeds, or until no further try can help; `failure` says in the end what went wrong. */
export async function withRetries<T>(
  { sleep = wait, attempts = 4 }: SourcePorts,
  effect: () => Promise<T>,
  failure: (error: unknown, tried: number) => ArtifactError,
): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await effect()
    } catch (error) {
      const delay = retryDelay(error, tried)
      if (delay === null || tried >= attempts) throw failure(error, tried)
      await sleep(delay)
    }
  }
}

/** Milliseconds until a try that may go better, or null when no further try can help. */
function retryDelay(error: unknown, tried: number): number | null {
  if (error instanceof ArtifactError) return null
  const { code, status } = failureFacts(error)
  const mayPass = status === null ? NETWORK.has(code) || code === 'ETARGET' : status === 404 || status === 429 || status >= 500
  if (!mayPass) return null
  return Math.min(retryAfter(error) ?? 500 * 2 ** (tried - 1), LONGEST_DELAY)
}

/** Code and HTTP status of whatever was thrown; `fetch` hides the code in the cause. */
export function failureFacts(error: unknown): { code: string; status: number | null } {
  const { code, statusCode, cause } = error as { code?: unknown; statusCode?: unknown; cause?: { code?: unknown; name?: unknown } }
  // An answer in chunks that breaks off where the connection was to be closed anyhow fails without a code.
  const unnamed = cause?.name === 'HTTPParserError' ? cause.name : undefined
  const found = [code, cause?.code, unnamed].find((one) => typeof one === 'string' && /^\w{1,40}$/.test(one))
  return { code: typeof found === 'string' ? found : '', status: typeof statusCode === 'number' ? statusCode : null }
}

function retryAfter(error: unknown): number | null {
  const value = (error as { headers?: Record<string, string[]> }).headers?.['retry-after']?.[0]
  const seconds = Number(value ?? Number.NaN)
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null
}
