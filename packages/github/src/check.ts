export type CheckResult =
  | 'success'
  | 'failure'
  | 'pending'
  | 'neutral'
  | 'skipped'
  | 'cancelled'
  | 'timed-out'
  | 'action-required'
  | 'stale'

/** A commit status or a check run of the head, by the name that rules use. */
export interface Check {
  readonly name: string
  readonly result: CheckResult
  readonly url: string | null
  /** App that made the check run; null for statuses. */
  readonly appId: number | null
  readonly description: string | null
}

export const checkFields = `__typename
            ... on StatusContext { context state targetUrl description }
            ... on CheckRun { name status conclusion detailsUrl title checkSuite { app { databaseId } } }`

export interface ContextNode {
  __typename: string
  context?: string
  state?: string
  targetUrl?: string | null
  description?: string | null
  name?: string
  status?: string
  conclusion?: string | null
  detailsUrl?: string | null
  title?: string | null
  checkSuite?: { app: { databaseId: number } | null }
}

/** One entry of a status check rollup. */
export function toCheck(node: ContextNode): Check {
  if (node.__typename === 'StatusContext') {
    const { context = '', state = '', targetUrl = null, description = null } = node
    return { name: context, result: statusResult(state), url: targetUrl, appId: null, description }
  }
  const { name = '', detailsUrl = null, title = null } = node
  const result = node.status === 'COMPLETED' ? conclusionResult(node.conclusion ?? '') : 'pending'
  return {
    name,
    result,
    url: detailsUrl,
    appId: node.checkSuite?.app?.databaseId ?? null,
    description: title,
  }
}

function statusResult(state: string): CheckResult {
  if (state === 'SUCCESS') return 'success'
  return state === 'PENDING' || state === 'EXPECTED' ? 'pending' : 'failure'
}

const conclusions: Readonly<Record<string, CheckResult>> = {
  SUCCESS: 'success',
  NEUTRAL: 'neutral',
  SKIPPED: 'skipped',
  CANCELLED: 'cancelled',
  TIMED_OUT: 'timed-out',
  ACTION_REQUIRED: 'action-required',
  STALE: 'stale',
}

// FAILURE, STARTUP_FAILURE and whatever GitHub adds one day: not a pass.
function conclusionResult(conclusion: string): CheckResult {
  return conclusions[conclusion] ?? 'failure'
}
