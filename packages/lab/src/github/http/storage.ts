import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'

export interface Storage {
  readonly server: Server
  /** A short-lived address of a file. */
  sign(file: string): string
}

// documented: the redirect of an artifact is valid for one minute
const lifeMs = 60_000

/** The blob storage behind the API: another origin, signed addresses, and no patience for an Authorization header. */
export function createStorage(ports: { now: () => number; origin: () => string }): Storage {
  const signed = new Map<string, { file: string; until: number }>()
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const key = new URL(request.url ?? '/', 'http://storage').searchParams.get('sig') ?? ''
    const entry = signed.get(key)
    // seen: buildkite/cli#830, artifact-keeper#3181
    if (request.headers.authorization) return refuse(response, { status: 400, code: 'InvalidAuthenticationInfo' })
    if (!entry || entry.until < ports.now()) return refuse(response, { status: 403, code: 'AuthenticationFailed' })
    if (request.method !== 'GET') return refuse(response, { status: 403, code: 'AuthorizationPermissionMismatch' })
    const { size } = await stat(entry.file)
    response.writeHead(200, { 'content-type': 'application/zip', 'content-length': String(size) })
    createReadStream(entry.file).pipe(response)
  }
  const server = createServer((request, response) => {
    serve(request, response).catch(() => refuse(response, { status: 404, code: 'BlobNotFound' }))
  })
  return {
    server,
    sign(file) {
      const key = randomBytes(24).toString('base64url')
      signed.set(key, { file, until: ports.now() + lifeMs })
      return `${ports.origin()}/artifacts/${key.slice(0, 8)}.zip?sig=${key}`
    },
  }
}

function refuse(response: ServerResponse, { status, code }: { status: number; code: string }): void {
  response.writeHead(status, { 'content-type': 'application/xml' })
  response.end(`<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code></Error>`)
}
