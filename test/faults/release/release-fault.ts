import type { ServiceFault } from '@mfe-gitops/lab'
import type { Service } from './aws-release.ts'
import type { ReleaseCall, ReleaseRecording } from './release-recording.ts'
import { errorOf, page } from './service-answer.ts'

export interface ReleaseFaultKind {
  readonly name: string
  /** The process that asked dies by SIGKILL at the moment of the fault. */
  readonly kills?: boolean
  /** The service never does what it is asked, so the first run has to end with an error. */
  readonly isFinal?: boolean
  /** Nobody answers: the clients' limits of time are played shorter, so that the case is over in seconds. */
  readonly isSilent?: boolean
  readonly fault: Omit<ServiceFault, 'request' | 'skip' | 'onPlay'>
}

export interface ReleaseCase extends ReleaseFaultKind {
  /** `deploy-artifact s3 PUT index.js drop-after`: the action, the service, its call, the fault. */
  readonly title: string
  readonly recording: ReleaseRecording
  readonly call: ReleaseCall
}

/** Every fault that applies to every call that a story brings. */
export function releaseCases(recording: ReleaseRecording): ReleaseCase[] {
  const { story, calls } = recording
  const prefix = story.name === '' ? '' : `${story.name} `
  return calls
    .filter((call) => story.isOwn(call))
    .flatMap((call) => kindsFor(call).map((kind) => ({ ...kind, recording, call, title: `${prefix}${describeCall(call)} ${kind.name}` })))
}

export function describeCall({ action, service, request, occurrence }: ReleaseCall): string {
  const [method = '', path = '', operation = ''] = request.split(' ')
  const name = operation.split('.').at(-1) || nameOf(new URL(path, 'http://service.test'))
  return `${action} ${service} ${method} ${name}${occurrence > 1 ? ` (${occurrence})` : ''}`
}

/** The end of a path, with what a query makes of it: the folder that is listed, the part of a body in parts. */
function nameOf({ pathname, searchParams: query }: URL): string {
  const file = pathname.split('/').at(-1) ?? ''
  if (query.has('prefix')) return `list of ${query.get('prefix')}`
  if (query.has('uploads')) return `${file} beginning`
  if (query.has('partNumber')) return `${file} part ${query.get('partNumber')}`
  return query.has('uploadId') ? `${file} end` : file
}

function kindsFor(call: ReleaseCall): ReleaseFaultKind[] {
  const { service, request, writes } = call
  const hasBody = !request.startsWith('HEAD ')
  return [...everywhere, outage(service), ...(hasBody ? deliveries : []), ...own[service](call), ...(writes ? lostAnswers(service) : [])]
}

const everywhere: readonly ReleaseFaultKind[] = [
  { name: 'crash-before', kills: true, fault: { when: 'before', times: 1 } },
  { name: 'crash-after', kills: true, fault: { when: 'after', times: 1 } },
  { name: 'drop-before', fault: { when: 'before', times: 1 } },
  { name: 'drop-after', fault: { when: 'after', times: 1 } },
  { name: 'silent', isSilent: true, isFinal: true, fault: { when: 'before', silent: true, times: Number.POSITIVE_INFINITY } },
  { name: 'silent-after', isSilent: true, fault: { when: 'after', silent: true, times: 1 } },
]

const deliveries: readonly ReleaseFaultKind[] = [
  { name: 'cut-short', fault: { when: 'after', delivery: 'cut-short', times: 1 } },
  { name: 'slow-body', fault: { when: 'after', delivery: 'drop-by-drop', times: 1 } },
]

/** Twice: one more than once, and within the patience of every client. */
function outage(service: Service): ReleaseFaultKind {
  return { name: '503', fault: { when: 'before', answer: errorOf(service, 503, 'ServiceUnavailable'), times: 2 } }
}

/** The work is done, and what comes back says otherwise. */
function lostAnswers(service: Service): ReleaseFaultKind[] {
  return [{ name: '500-after', fault: { when: 'after', answer: errorOf(service, 500, 'InternalError'), times: 1 } }]
}

const own: Readonly<Record<Service, (call: ReleaseCall) => ReleaseFaultKind[]>> = {
  github: () => [
    once('github', '401-once', 401, 'Bad credentials'),
    once('github', '429', 429, 'Too many requests'),
    always('github', 'refused', 403, 'Resource not accessible by integration'),
    { name: 'html', isFinal: true, fault: { when: 'before', answer: page, times: Number.POSITIVE_INFINITY } },
  ],
  registry: ({ request }) => [
    once('registry', 'not-yet-there', 404, 'Not found'),
    once('registry', '429', 429, 'Too many requests'),
    always('registry', 'refused', 403, 'Forbidden'),
    { name: 'html', isFinal: true, fault: { when: 'before', answer: page, times: Number.POSITIVE_INFINITY } },
    ...(request.endsWith('.tgz') ? [otherBytes] : []),
  ],
  s3: ({ writes }) => [
    once('s3', 'throttled', 503, 'SlowDown'),
    always('s3', 'refused', 403, 'AccessDenied'),
    ...(writes
      ? [once('s3', 'conflict', 409, 'ConditionalRequestConflict'), once('s3', 'bad-digest', 400, 'XAmzContentSHA256Mismatch')]
      : []),
  ],
  dynamodb: ({ writes }) => [
    once('dynamodb', 'throttled', 400, 'ProvisionedThroughputExceededException'),
    once('dynamodb', '500', 500, 'InternalServerError'),
    always('dynamodb', 'refused', 400, 'AccessDeniedException'),
    ...(writes
      ? [cancelled('TransactionConflict'), cancelled('ThrottlingError'), once('dynamodb', 'busy', 400, 'TransactionInProgressException')]
      : []),
  ],
  cloudfront: () => [
    once('cloudfront', 'throttled', 400, 'Throttling'),
    once('cloudfront', 'quota', 400, 'TooManyInvalidationsInProgress'),
    always('cloudfront', 'refused', 403, 'AccessDenied'),
  ],
}

function once(service: Service, name: string, status: number, code: string): ReleaseFaultKind {
  return { name, fault: { when: 'before', answer: errorOf(service, status, code), times: 1 } }
}

function always(service: Service, name: string, status: number, code: string): ReleaseFaultKind {
  return { name, isFinal: true, fault: { when: 'before', answer: errorOf(service, status, code), times: Number.POSITIVE_INFINITY } }
}

function cancelled(why: string): ReleaseFaultKind {
  const reasons = { CancellationReasons: [{ Code: why }, { Code: 'None' }, { Code: 'None' }] }
  return {
    name: `cancelled-${why}`,
    fault: { when: 'before', answer: errorOf('dynamodb', 400, 'TransactionCanceledException', reasons), times: 1 },
  }
}

const otherBytes: ReleaseFaultKind = {
  name: 'other-bytes',
  isFinal: true,
  fault: {
    when: 'before',
    answer: { status: 200, type: 'application/octet-stream', body: 'another package' },
    times: Number.POSITIVE_INFINITY,
  },
}

/** The end of the title of every fault, for a page that names them. */
export function namesOfEveryReleaseFault(): string[] {
  const request = 'GET /cart.tgz'
  const calls = (['registry', 's3', 'dynamodb', 'cloudfront', 'github'] as const).map(
    (service): ReleaseCall => ({ service, action: 'deploy-artifact', request, occurrence: 1, writes: true }),
  )
  return calls.flatMap((call) => kindsFor(call).map(({ name }) => name))
}
