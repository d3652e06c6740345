import { randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { dirname, join } from 'node:path'
import { listen, stop } from '../loopback.ts'

/**
 * The service behind `@actions/artifact`: a run announces an artifact, uploads its zip in blocks as to Azure, and closes it.
 * The one that act brings along answers 500 to a field that newer clients send (0.2.89), and tells nobody when an upload is done.
 * The protocol is from the client's source; only uploading is served.
 */
export interface ArtifactService {
  /** Environment of a run's steps; artifacts go to the folder and are handed over as soon as they are complete. */
  register(run: ArtifactRun): { environment: Record<string, string>; close(): void }
  close(): Promise<void>
}

export interface ArtifactRun {
  readonly runId: number
  readonly directory: string
  readonly onArtifact: (artifact: { name: string; file: string }) => Promise<{ id: number }>
}

interface Registration extends ArtifactRun {
  readonly names: Set<string>
}

interface Upload {
  readonly registration: Registration
  readonly name: string
  readonly file: string
  readonly blocks: Map<string, Buffer>
  bytes: Buffer | null
}

export async function startArtifactService(): Promise<ArtifactService> {
  const runs = new Map<string, Registration>()
  const uploads = new Map<string, Upload>()
  const server = createServer((request, response) => {
    answer(request, { runs, uploads, origin: `http://${request.headers.host}` })
      .catch((error: unknown) => ({ status: 500, body: { code: 'internal', msg: String(error) } }))
      .then((result) => send(response, result))
  })
  const port = await listen(server)
  return {
    register: (run) => {
      const token = runtimeToken(run.runId)
      runs.set(token, { ...run, names: new Set() })
      const environment = {
        ACTIONS_RUNTIME_TOKEN: token,
        ACTIONS_RESULTS_URL: `http://127.0.0.1:${port}/`,
        ACTIONS_RUNTIME_URL: `http://127.0.0.1:${port}/`,
      }
      return { environment, close: () => runs.delete(token) }
    },
    close: () => stop(server),
  }
}

interface State {
  readonly runs: Map<string, Registration>
  readonly uploads: Map<string, Upload>
  readonly origin: string
}
interface Answer {
  readonly status: number
  readonly body?: object
}

const service = '/twirp/github.actions.results.api.v1.ArtifactService/'

async function answer(request: IncomingMessage, state: State): Promise<Answer> {
  const url = new URL(request.url ?? '/', state.origin)
  const bytes = await readBody(request)
  if (url.pathname.startsWith('/upload/')) return takeBlock(request, url, bytes, state.uploads.get(url.pathname.slice('/upload/'.length)))
  const registration = state.runs.get((request.headers.authorization ?? '').replace(/^Bearer /, ''))
  if (registration === undefined)
    return { status: 401, body: { code: 'unauthenticated', msg: 'This token is of no run that is going on.' } }
  const body = JSON.parse(bytes.toString('utf8')) as { name?: string }
  const name = body.name ?? ''
  if (url.pathname === `${service}CreateArtifact`) return create(registration, name, state)
  if (url.pathname === `${service}FinalizeArtifact`) return finalize(registration, name, state.uploads)
  return { status: 404, body: { code: 'bad_route', msg: `The lab does not serve ${url.pathname}.` } }
}

function create(registration: Registration, name: string, { uploads, origin }: State): Answer {
  if (registration.names.has(name))
    return { status: 409, body: { code: 'already_exists', msg: 'an artifact with this name already exists on the workflow run' } }
  registration.names.add(name)
  const id = randomUUID()
  uploads.set(id, { registration, name, file: join(registration.directory, `${id}.zip`), blocks: new Map(), bytes: null })
  return { status: 200, body: { ok: true, signed_upload_url: `${origin}/upload/${id}` } }
}

async function finalize(registration: Registration, name: string, uploads: Map<string, Upload>): Promise<Answer> {
  const [id, upload] = [...uploads].find(([, each]) => each.registration === registration && each.name === name) ?? []
  if (id === undefined || upload === undefined || upload.bytes === null)
    return { status: 404, body: { code: 'not_found', msg: 'Nothing was uploaded under this name.' } }
  uploads.delete(id)
  await mkdir(dirname(upload.file), { recursive: true })
  await writeFile(upload.file, upload.bytes)
  const artifact = await registration.onArtifact({ name, file: upload.file })
  return { status: 200, body: { ok: true, artifact_id: String(artifact.id) } }
}

/** Azure's block blobs: blocks by id in any order, then the list that puts them in order; or everything in one request. */
function takeBlock(request: IncomingMessage, url: URL, bytes: Buffer, upload: Upload | undefined): Answer {
  if (upload === undefined || request.method !== 'PUT') return { status: 404 }
  const part = url.searchParams.get('comp')
  if (part === 'block') upload.blocks.set(url.searchParams.get('blockid') ?? '', bytes)
  else if (part === 'blocklist') {
    const order = [...bytes.toString('utf8').matchAll(/<(?:Latest|Uncommitted|Committed)>([^<]+)</g)].map(([, id]) =>
      upload.blocks.get(id!),
    )
    if (order.some((block) => block === undefined)) return { status: 400 }
    upload.bytes = Buffer.concat(order.filter((block) => block !== undefined))
  } else upload.bytes = bytes
  return { status: 201 }
}

function send(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    etag: '"0"',
    'last-modified': new Date(0).toUTCString(),
    'x-ms-request-id': randomUUID(),
  })
  response.end(body === undefined ? '' : JSON.stringify(body))
}

/** The client reads run and job out of the token without checking it; the last part is what the lab knows it by. */
function runtimeToken(runId: number): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({ alg: 'none', typ: 'JWT' })}.${part({ scp: `Actions.Results:${runId}:${runId}` })}.${randomUUID()}`
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
