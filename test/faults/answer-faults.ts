import type { FaultKind } from './fault-case.ts'
import type { Call } from './recording.ts'

/** Everything that GitHub may answer instead of what it should, for one call. */
export function answerFaults(call: Call): FaultKind[] {
  return [
    ...always,
    outage,
    expired,
    ...(call.route.startsWith('graphql:') ? graphqlFaults(call) : restFaults),
    ...(call.writes ? lostAnswers : []),
  ]
}

const page = '<!DOCTYPE html><html><head><title>Unicorn!</title></head><body>We had issues producing the response.</body></html>'
const asPage = { 'content-type': 'text/html; charset=utf-8' }

const always: readonly FaultKind[] = [
  { name: '500', fault: { status: 500, body: { message: 'Server Error' } } },
  { name: '502', fault: { status: 502, body: page, headers: asPage } },
  { name: '503', fault: { status: 503, body: page, headers: asPage } },
  { name: '504', fault: { status: 504, body: { message: "We couldn't respond to your request in time." } } },
  { name: '401-once', fault: { status: 401, body: { message: 'Bad credentials' } } },
  {
    name: 'secondary-limit',
    fault: { status: 403, body: { message: 'You have exceeded a secondary rate limit.' }, headers: { 'retry-after': '0' } },
  },
  { name: '429', fault: { status: 429, body: { message: 'Too many requests' }, headers: { 'retry-after': '1' } } },
  {
    // The window ended long ago: the client waits its shortest time.
    name: 'primary-limit',
    fault: {
      status: 403,
      body: { message: 'API rate limit exceeded for installation.' },
      headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' },
    },
  },
  { name: 'html', fault: { status: 200, body: page, headers: asPage } },
  { name: 'cut-short', fault: { when: 'after', cutShort: true } },
  { name: 'drop-before', fault: { drop: true } },
  { name: 'drop-after', fault: { when: 'after', drop: true } },
]

/** The work is done, and what comes back says otherwise. */
const lostAnswers: readonly FaultKind[] = [
  { name: '500-after', fault: { when: 'after', status: 500, body: { message: 'Server Error' } } },
  { name: '502-after', fault: { when: 'after', status: 502, body: page, headers: asPage } },
  { name: 'html-after', fault: { when: 'after', status: 200, body: page, headers: asPage } },
]

/** Longer than any call is retried, whatever the action asks meanwhile. */
const outage: FaultKind = { name: 'outage', fault: { times: 7, status: 503, body: page, headers: { ...asPage, 'retry-after': '0' } } }

/** An App token lives for an hour: from this call on none is accepted. */
const expired: FaultKind = {
  name: 'token-expired',
  fault: { times: Number.POSITIVE_INFINITY, status: 401, body: { message: 'Bad credentials' } },
  reasons: ['github-forbidden'],
}

const moved = { message: 'Moved Permanently', documentation_url: 'https://docs.github.com/rest' }

const restFaults: readonly FaultKind[] = [
  { name: '404-once', fault: { status: 404, body: { message: 'Not Found' } } },
  // A renamed repository: the same address with a query stands for its new one, the lab knows no second name.
  { name: '301', fault: { status: 301, body: moved, headers: { location: '?renamed' } } },
  { name: '307', fault: { status: 307, body: moved, headers: { location: '?renamed' } } },
  {
    name: '307-elsewhere',
    fault: ({ stranger }) => ({ status: 307, body: moved, headers: { location: stranger } }),
    reasons: ['github-invalid-answer'],
  },
]

const timeout = {
  message: 'Something went wrong while executing your query. This may be the result of a timeout, or it could be a GitHub bug.',
}
const limited = { type: 'RATE_LIMITED', message: 'API rate limit exceeded for installation.' }

/** What the steps before have made is not known to every replica of GitHub at once. */
const lateCommit: FaultKind = { name: 'late-commit', fault: { fieldErrors: { 'repository.after': null } } }
const latePullRequest: FaultKind = {
  name: 'late-pull-request',
  fault: { fieldErrors: { 'repository.pullRequest': { type: 'NOT_FOUND', message: 'Could not resolve to a PullRequest.' } } },
}

function graphqlFaults({ action, route, writes }: Call): FaultKind[] {
  const fields = [...new Set(route.replace('graphql:', '').split(','))]
  const missing = { type: 'NOT_FOUND', path: fields.slice(0, 1), message: 'Could not resolve to a node.' }
  const nothing = Object.fromEntries(fields.map((field) => [field, null]))
  const partial = fields.flatMap((field): FaultKind[] => [
    { name: `partial-${field}`, fault: { fieldErrors: { [field]: timeout } } },
    { name: `partial-${field}-limited`, fault: { fieldErrors: { [field]: limited }, headers: { 'retry-after': '0' } } },
  ])
  return [
    { name: 'errors', fault: { status: 200, body: { errors: [timeout] } } },
    { name: 'errors-null-data', fault: { status: 200, body: { data: null, errors: [timeout] } } },
    { name: 'no-data-no-errors', fault: { status: 200, body: {} } },
    { name: 'errors-limited', fault: { status: 200, body: { errors: [limited] }, headers: { 'retry-after': '0' } } },
    { name: '404-once', fault: { status: 200, body: { data: nothing, errors: [missing] } } },
    ...partial,
    ...(action === 'check-deployment' ? [lateCommit] : []),
    ...(action === 'check-deployment' || action === 'auto-merge' ? [latePullRequest] : []),
    ...(writes ? [{ name: 'errors-after', fault: { when: 'after', status: 200, body: { errors: [timeout] } } } as const] : []),
  ]
}
