import { createHash } from 'node:crypto'
import type { Ports } from '@mfe-gitops/action-kit'
import { type Reason, reason } from '@mfe-gitops/contract'
import { BUCKET_COOKIE } from '@mfe-gitops/edge/bucket'

/** What the edge must serve now. */
export interface ProbeQuestion {
  readonly url: string
  /** SHA-384 of the entry file, as subresource integrity writes it. */
  readonly integrity: string
  /** Content type of the entry file; undefined: any. */
  readonly type: string | undefined
  /** SHA-384 of the canary's entry file while a canary runs. */
  readonly canaryIntegrity?: string | undefined
}

export interface ProbeAnswer {
  readonly status: number
  readonly type: string
  readonly bytes: Uint8Array
}

type Difference = { readonly what: string; readonly seen: string; readonly allowed: string }

// A purge takes seconds to reach every location of a CDN, so a wrong answer is asked for again; one that never comes, less long.
const PAUSES = [1_000, 2_000, 4_000, 8_000, 15_000]
const UNREACHABLE_TRIES = 3
const TIMEOUT = 10_000

/** Fetches the entry through the edge until it is the one that was deployed, and that of a canary likewise; null when they are, else what was wrong in the end. */
export async function probe(question: ProbeQuestion, ports: Pick<Ports, 'fetch' | 'sleep'>): Promise<Reason | null> {
  const failure = await probeAs('stable', question, ports)
  const { canaryIntegrity } = question
  if (failure !== null || canaryIntegrity === undefined) return failure
  return probeAs('canary', { ...question, integrity: canaryIntegrity }, ports)
}

type Visitor = 'stable' | 'canary'

async function probeAs(visitor: Visitor, question: ProbeQuestion, ports: Pick<Ports, 'fetch' | 'sleep'>): Promise<Reason | null> {
  let silent = 0
  for (let tried = 0; ; tried++) {
    const answer = await ask(question.url, visitor, ports.fetch)
    const difference =
      typeof answer === 'string' ? { what: 'no answer', seen: answer, allowed: 'an answer' } : findDifference(question, answer)
    if (difference === null) return null
    if (typeof answer === 'string') silent++
    const pause = PAUSES[tried]
    if (pause === undefined || silent >= UNREACHABLE_TRIES) return toReason(question.url, visitor, difference)
    await ports.sleep(pause)
  }
}

/** What the edge serves otherwise than it should. Looked at in this order: a page instead of a script says more than its bytes. */
export function findDifference({ integrity, type }: ProbeQuestion, answer: ProbeAnswer): Difference | null {
  if (answer.status !== 200) return { what: 'the status', seen: String(answer.status), allowed: '200' }
  if (type !== undefined && essence(answer.type) !== essence(type))
    return { what: 'the content type', seen: answer.type === '' ? 'none' : answer.type, allowed: type }
  const seen = `sha384-${createHash('sha384').update(answer.bytes).digest('base64')}`
  return seen === integrity ? null : { what: 'the bytes', seen, allowed: integrity }
}

function toReason(url: string, visitor: Visitor, { what, seen, allowed }: Difference): Reason {
  const which = visitor === 'canary' ? 'the canary as it was deployed' : 'what was deployed'
  return reason('probe-failed', { field: url, summary: `The edge does not serve ${which}: ${what}`, seen, allowed })
}

/** The answer, or in a word why there is none. */
async function ask(url: string, visitor: Visitor, fetch: Ports['fetch']): Promise<ProbeAnswer | string> {
  try {
    const headers = { 'cache-control': 'no-cache', cookie: `${BUCKET_COOKIE}=${visitor}` }
    const response = await fetch(url, { headers, signal: AbortSignal.timeout(TIMEOUT) })
    const bytes = new Uint8Array(await response.arrayBuffer())
    return { status: response.status, type: response.headers.get('content-type') ?? '', bytes }
  } catch (error) {
    const { name, cause } = error as { name?: unknown; cause?: { code?: unknown } }
    return String(cause?.code ?? name)
  }
}

function essence(type: string): string {
  return type.split(';', 1)[0]!.trim().toLowerCase()
}
