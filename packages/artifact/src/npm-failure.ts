import { showValue } from '@mfe-gitops/contract'
import { ArtifactError } from './artifact-error.ts'

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
])
const LONGEST_DELAY = 30_000

/** Milliseconds until a try that may go better, or null when no further try can help. */
export function retryDelay(error: unknown, tried: number): number | null {
  if (error instanceof ArtifactError) return null
  const { code, status } = facts(error)
  const mayPass = status === null ? NETWORK.has(code) || code === 'ETARGET' : status === 404 || status === 429 || status >= 500
  if (!mayPass) return null
  return Math.min(retryAfter(error) ?? 500 * 2 ** (tried - 1), LONGEST_DELAY)
}

/** What pacote or the network threw, as a reason with a remedy. The registry's own words are not repeated: they may hold anything. */
export function npmFailure(error: unknown, wanted: { name: string; version: string; registry: string }, tried: number): ArtifactError {
  if (error instanceof ArtifactError) return error
  const spec = showValue(`${wanted.name}@${wanted.version}`)
  const registry = new URL(wanted.registry).host
  const { code, status } = facts(error)
  const fail = (reason: ArtifactError['code'], sentence: string): ArtifactError => new ArtifactError(reason, sentence, { cause: error })
  if (code === 'EINTEGRITY') {
    return fail(
      'integrity-mismatch',
      `The bytes of ${spec} from ${registry} do not have the digest that was asked for. The package was changed after it was accepted, or in transit.`,
    )
  }
  if (code === 'ETARGET' || status === 404) {
    return fail(
      'artifact-not-found',
      `The registry ${registry} has no package ${spec} (asked ${tried} times). Publish it first; a private package needs a token that may read it.`,
    )
  }
  if (status === 401 || status === 403) {
    return fail(
      'artifact-unavailable',
      `The registry ${registry} refused to give ${spec} (HTTP ${status}). Pass a token that may read the package.`,
    )
  }
  const seen = status === null ? code || 'no answer' : `HTTP ${status}`
  return fail(
    'artifact-unavailable',
    `The registry ${registry} could not give ${spec} in ${tried} tries (${seen}). Run the job again when the registry answers.`,
  )
}

function facts(error: unknown): { code: string; status: number | null } {
  const { code, statusCode } = error as { code?: unknown; statusCode?: unknown }
  return {
    code: typeof code === 'string' && /^\w{1,40}$/.test(code) ? code : '',
    status: typeof statusCode === 'number' ? statusCode : null,
  }
}

function retryAfter(error: unknown): number | null {
  const headers = (error as { headers?: Record<string, string[]> }).headers
  const seconds = Number(headers?.['retry-after']?.[0])
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null
}
