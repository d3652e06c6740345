import { showValue } from '@mfe-gitops/contract'
import { ArtifactError } from './artifact-error.ts'
import { watched } from './artifact-file.ts'
import { defaultMaxBytes, failureFacts, type SourcePorts, withRetries } from './retry.ts'
import { guardSilence } from './silence.ts'

/** A token, and the one host that may see it. */
export interface Credentials {
  /** Host with its port, as in a URL. */
  host: string
  /** Value of the Authorization header. */
  authorization: string
}

/** Value of the Authorization header for a token, or for `user:password`, which every registry takes as basic authentication. */
export function authorizationOf(token: string): string {
  return token.includes(':') ? `Basic ${basicPair(token)}` : `Bearer ${token}`
}

/** A pair of user and password as basic authentication has it. */
export function basicPair(pair: string): string {
  return Buffer.from(pair).toString('base64')
}

export interface Download {
  url: string
  credentials?: Credentials | undefined
  accept?: string | undefined
  maxBytes?: number | undefined
  /** A host that whoever runs the job has on plain http. */
  plainHost?: string | undefined
}

/** Takes the body of an answer; called anew for each try, so it leaves nothing behind when the body breaks off. */
export type Receiver<T> = (body: AsyncIterable<Uint8Array>, headers: Headers) => Promise<T>

const MAX_HOPS = 5

/** An HTTP answer that is not a success; read by the retries, and by the OCI client for its challenge. */
export class HttpFailure extends Error {
  override readonly name = 'HttpFailure'
  readonly statusCode: number
  readonly headers: Record<string, string[]>

  constructor(response: Response) {
    super(`HTTP ${response.status}`)
    this.statusCode = response.status
    this.headers = Object.fromEntries([...response.headers].map(([name, value]) => [name, [value]]))
  }
}

/** Downloads by GET, with retries. The error names the host, never a query: that of a presigned URL is a secret. */
export async function download<T>(wanted: Download, ports: SourcePorts, receive: Receiver<T>): Promise<T> {
  return withRetries(
    ports,
    () => downloadOnce(wanted, ports, receive),
    (error, tried) => downloadFailure(error, wanted.url, tried),
  )
}

/**
 * One GET. Redirects are followed here and not by `fetch`, so that a token never leaves its host: once the way led elsewhere, it is not
 * sent again. Storage behind presigned URLs answers nothing but this GET, so nothing asks it by HEAD first.
 */
export async function downloadOnce<T>(wanted: Download, ports: SourcePorts, receive: Receiver<T>): Promise<T> {
  const { url, credentials, plainHost, accept = '*/*' } = wanted
  const limit = wanted.maxBytes ?? ports.maxBytes ?? defaultMaxBytes
  let address = checkAddress(url, null, plainHost)
  let mayShow = true
  for (let hop = 0; hop <= MAX_HOPS; hop++) {
    mayShow &&= address.host === credentials?.host
    const authorization = mayShow ? { authorization: credentials?.authorization ?? '' } : {}
    // A compressed transfer would be undone on the way, and then the bytes are not the ones that have the digest.
    const headers = { accept, 'accept-encoding': 'identity', ...authorization }
    const guard = guardSilence()
    const response = await fetch(address, { headers, redirect: 'manual', signal: guard.signal }).catch((error: unknown) => {
      guard.stop()
      throw error
    })
    const location = response.headers.get('location')
    // A body that nobody took to its end would keep the process up for as long as silence is borne.
    const end = async () => {
      guard.stop()
      await response.body?.cancel().catch(() => {})
    }
    if (response.ok)
      return receive(
        limited(guard.watch(bodyOf(response)), limit, refused(url, `is larger than ${limit} bytes, which is the limit`)),
        response.headers,
      ).finally(end)
    await end()
    if (response.status < 300 || response.status > 399 || location === null) throw new HttpFailure(response)
    address = checkAddress(location, address, plainHost)
  }
  throw refused(url, `redirects more than ${MAX_HOPS} times`)
}

/** Receives a small body whole. */
export async function asBytes(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of body) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** Passes bytes on until there are too many. */
export function limited(source: AsyncIterable<Uint8Array>, limit: number, refusal: ArtifactError): AsyncGenerator<Uint8Array> {
  let size = 0
  return watched(source, (chunk) => {
    size += chunk.byteLength
    if (size > limit) throw refusal
  })
}

async function* bodyOf({ body }: Response): AsyncGenerator<Uint8Array> {
  if (body !== null) yield* body
}

/** Only https; plain http is for what runs on this machine, and nothing else may send us there. */
function checkAddress(text: string, from: URL | null, plainHost: string | undefined): URL {
  const url = URL.parse(text, from?.href)
  if (url === null) throw refused(from?.href ?? text, 'leads to an address that is no URL')
  if (url.username !== '' || url.password !== '') throw refused(text, 'holds a user name or a password')
  const isOpen = url.protocol === 'http:' && (url.host === plainHost || (isLoopback(url) && (from === null || isLoopback(from))))
  if (url.protocol !== 'https:' && !isOpen) throw refused(from?.href ?? text, 'leads to an address that is not https')
  return url
}

function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname)
}

function refused(url: string, fault: string): ArtifactError {
  return new ArtifactError('artifact-invalid', `The artifact at ${shownUrl(url)} is refused: its address or its answer ${fault}.`)
}

/** What went wrong in the end, as a reason with a remedy. The server's own words are not repeated: they may hold anything. */
export function downloadFailure(error: unknown, url: string, tried: number): ArtifactError {
  if (error instanceof ArtifactError) return error
  const { code, status } = failureFacts(error)
  const place = shownUrl(url)
  const fail = (reason: ArtifactError['code'], sentence: string) => new ArtifactError(reason, sentence, { cause: error })
  if (status === 404)
    return fail('artifact-not-found', `There is nothing at ${place} (asked ${tried} times). Publish it first; a private one needs a token.`)
  if (status === 401 || status === 403)
    return fail('artifact-unavailable', `${place} is refused (HTTP ${status}). Pass a token that may read it, and its host as registry.`)
  const seen = status === null ? code || 'no answer' : `HTTP ${status}`
  return fail('artifact-unavailable', `${place} could not be read in ${tried} tries (${seen}). Run the job again when its host answers.`)
}

/** Name of the file that a URL leads to; as it stands there when it is no escaped text. */
export function fileName(url: URL): string {
  const name = url.pathname.slice(url.pathname.lastIndexOf('/') + 1)
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

/** A URL as it may be shown: without user and password, and without what follows its path. */
export function shownUrl(url: string): string {
  return showValue(url.split(/[?#]/, 1)[0]!.replace(/^([a-z][a-z0-9+.-]*:[/\\]*)[^/\\]*@/i, '$1'))
}
