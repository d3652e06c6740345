import { showValue } from '@mfe-gitops/contract'
import { ArtifactError } from './artifact-error.ts'
import { asBytes, type Credentials, type Download, downloadFailure, downloadOnce, HttpFailure, type Receiver } from './download.ts'
import { type SourcePorts, withRetries } from './retry.ts'

/** One repository of one OCI registry. */
export interface OciRepository {
  /** Host with its port. */
  host: string
  repository: string
}

type Limits = Pick<Download, 'accept' | 'maxBytes'>

export interface OciSession {
  get<T>(path: string, options: Limits, receive: Receiver<T>): Promise<T>
}

/**
 * Reads from a registry as the distribution specification says: ask, be challenged, get a bearer token for reading this repository, ask
 * again. The caller's credentials go to the registry's own host only, also when it names another host as the place to get tokens.
 */
export function openOciSession(place: OciRepository, credentials: Credentials | undefined, ports: SourcePorts): OciSession {
  const { host, repository } = place
  const isLocal = /^(?:localhost|127(?:\.\d{1,3}){3})(?::\d+)?$/.test(host)
  const base = `${isLocal ? 'http' : 'https'}://${host}/v2/${repository}`
  let authorization: string | null = null

  async function ask<T>(url: string, options: Limits, receive: Receiver<T>): Promise<T> {
    const shown = authorization === null ? undefined : { host, authorization }
    try {
      return await downloadOnce({ url, credentials: shown, ...options }, ports, receive)
    } catch (error) {
      if (!(error instanceof HttpFailure) || error.statusCode !== 401) throw error
      const next = await answer(error.headers['www-authenticate']?.[0] ?? '')
      if (next === null || next === authorization) throw error
      authorization = next
      return downloadOnce({ url, credentials: { host, authorization }, ...options }, ports, receive)
    }
  }

  async function answer(challenge: string): Promise<string | null> {
    const own = credentials?.host === host ? credentials : undefined
    if (/^basic\b/i.test(challenge)) return own?.authorization ?? null
    const { realm, service } = readChallenge(challenge)
    if (realm === undefined) return null
    const url = URL.parse(realm)
    // Plain http is for a registry of this machine alone: no other may send us to what runs here.
    if (url === null || (url.protocol === 'http:' && !isLocal))
      throw new ArtifactError('artifact-invalid', `The registry ${showValue(host)} names ${showValue(realm)} as the place to get tokens.`)
    if (service !== undefined) url.searchParams.set('service', service)
    url.searchParams.set('scope', `repository:${repository}:pull`)
    const bytes = await downloadOnce({ url: url.href, credentials: own, maxBytes: 1024 * 1024 }, ports, asBytes)
    return `Bearer ${readToken(bytes, host)}`
  }

  return {
    get: (path, options, receive) => {
      const url = `${base}/${path}`
      return withRetries(
        ports,
        () => ask(url, options, receive),
        (error, tried) => downloadFailure(error, url, tried),
      )
    },
  }
}

function readChallenge(challenge: string): { realm?: string; service?: string } {
  if (!/^bearer\s/i.test(challenge)) return {}
  return Object.fromEntries([...challenge.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name.toLowerCase(), value]))
}

function readToken(bytes: Uint8Array, host: string): string {
  let answer: { token?: unknown; access_token?: unknown } | null = null
  try {
    answer = JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch {}
  const token = answer?.token ?? answer?.access_token
  // What goes into a header must be one token and nothing more.
  if (typeof token === 'string' && /^[\w.~+/=-]{1,16384}$/.test(token)) return token
  throw new ArtifactError('artifact-unavailable', `The registry ${showValue(host)} gave no token. Run the job again when it answers.`)
}
