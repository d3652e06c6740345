import type { AwsReader } from '@mfe-gitops/targets/aws-reader'
import { HISTORY_WINDOW } from '@mfe-gitops/targets/live-table'
import { acceptedCodings } from '../accepted-codings.ts'
import type { Bucket } from '../bucket.ts'
import { createLiveRows, type LiveRows, STALE_FOR } from '../live-rows.ts'
import { readPath } from '../request-path.ts'
import { createResolver, headersOf, type Resolution, type ResolvedObject, type Resolver, UNAVAILABLE } from '../resolver.ts'
import { answerToMethod, type EdgeResponse, forRequest, refusal, SHARED } from '../response.ts'
import { readVisitor } from '../visitor.ts'
import { withNote, withoutNote } from './answer-note.ts'
import { CANARY_BUCKET } from './canary-header.ts'
import {
  type CloudFrontRequest,
  type CloudFrontResponse,
  type OriginRequestEvent,
  toCloudFrontResponse,
  toEdgeRequest,
} from './cloudfront-event.ts'
import { readSettings, type Settings } from './settings.ts'

export interface OriginRequestPorts {
  open(settings: Settings): AwsReader
  now(): number
  /** Gets what nobody but the owner of the distribution can mend. */
  log(sentence: string): void
}

export type OriginRequestHandler = (event: OriginRequestEvent) => Promise<CloudFrontRequest | CloudFrontResponse>

interface OpenedEdge {
  readonly settings: Settings
  readonly rows: LiveRows
  readonly resolve: Resolver
}

/** Lambda@Edge takes 1 MB for a whole generated response; the rest is for its headers. */
const LARGEST_BODY = 1024 * 1024 - 8 * 1024

/** The edge as a function before the origin: the resolver of the lab's server, with CloudFront and S3 for what follows. */
export function createOriginRequest(ports: OriginRequestPorts): OriginRequestHandler {
  let opened: { key: string; edge: OpenedEdge } | undefined

  /** One reader for as long as the function lives; a changed distribution comes as a changed event. */
  function edgeFor(origin: CloudFrontRequest['origin']): OpenedEdge {
    const key = JSON.stringify(origin)
    if (opened?.key !== key) opened = { key, edge: openEdge(ports, readSettings(origin)) }
    return opened.edge
  }

  async function answer(request: CloudFrontRequest): Promise<CloudFrontRequest | CloudFrontResponse> {
    const asked = toEdgeRequest(request)
    const known = answerToMethod(asked.method)
    if (known !== null) return toCloudFrontResponse(known)
    const { settings, rows, resolve } = edgeFor(request.origin)
    const before = rows.shared() + rows.fallbacks()
    // Where no cookie is forwarded, answers are the same for everybody, so nobody may get a canary.
    const visitor = readVisitor(asked.headers.cookie, () => 0)
    const bucket: Bucket = visitor.isNew ? 'stable' : visitor.bucket
    const codings = acceptedCodings(asked.headers['accept-encoding'])
    const resolution = await resolve({ wanted: readPath(asked.path), codings, bucket })
    if (resolution.kind === 'answer') return toCloudFrontResponse(forRequest(generated(resolution, bucket, ports.log), asked))
    const isFresh = before === rows.shared() + rows.fallbacks()
    return rewritten(request, resolution, { bucket, ...(isFresh ? {} : { sharedSeconds: Math.ceil(settings.tableLifetime / 1000) }) })
  }

  return async ({ Records: [record] }) => {
    const request = record?.cf.request
    if (request === undefined) throw new TypeError('The event holds no request.')
    try {
      return await answer(request)
    } catch (error) {
      ports.log(error instanceof Error ? `${error.name}: ${error.message}` : String(error))
      return toCloudFrontResponse(refusal(503, UNAVAILABLE))
    }
  }
}

function openEdge({ open, now }: OriginRequestPorts, settings: Settings): OpenedEdge {
  const { store, table } = open(settings)
  const { environment, tableLifetime: lifetime } = settings
  const rows = createLiveRows({ table, environment, now, lifetime, staleFor: STALE_FOR })
  return { settings, rows, resolve: createResolver({ store, rows }, { importMap: settings.importMap, historyWindow: HISTORY_WINDOW }) }
}

function generated(
  { response, splits }: Extract<Resolution, { kind: 'answer' }>,
  bucket: Bucket,
  log: (sentence: string) => void,
): EdgeResponse {
  if (response.body.byteLength > LARGEST_BODY) {
    log(`The import map has ${response.body.byteLength} bytes, and Lambda@Edge gives out ${LARGEST_BODY} at most.`)
    return refusal(503, UNAVAILABLE)
  }
  return splits.length === 0 ? response : { ...response, headers: { ...response.headers, [CANARY_BUCKET]: String(bucket) } }
}

/** The request as the bucket understands it: another URI, no query (S3 would take orders from it), and a note for the way back. */
function rewritten(
  request: CloudFrontRequest,
  { object, splits }: { object: ResolvedObject; splits: Resolution['splits'] },
  { bucket, ...cap }: { bucket: Bucket; sharedSeconds?: number },
): CloudFrontRequest {
  const [best] = object.candidates
  const flag: Record<string, string> = splits.length === 0 ? {} : { [CANARY_BUCKET]: String(bucket) }
  const note = { headers: { ...SHARED, ...headersOf(object), ...flag }, ...cap }
  const uri = `/${(best?.key ?? '').split('/').map(encodeURIComponent).join('/')}`
  return { ...request, uri, querystring: '', headers: withNote(withoutNote(request.headers), note) }
}
