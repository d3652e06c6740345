import { type DeploymentRequest, deployBranch, requestId, shortRequestId } from '@mfe-gitops/contract'

/** What a change that a deployment made is for. */
export interface Subject {
  readonly environment: string
  readonly mfe: string
  readonly shortId: string
}

/**
 * The subject of a change: by its request, else by the branch of the pull request. Null for a person's change. A branch below `deploy/` may be
 * merged without a person, so one that is not named after a request is for nothing at all.
 */
export function subjectOf(request: DeploymentRequest | null, event: unknown): Subject | null {
  if (request) return { environment: request.environment, mfe: request.mfe, shortId: shortRequestId(requestId(request)) }
  const head = (event as { pull_request?: { head?: { ref?: unknown } } } | null)?.pull_request?.head?.ref
  if (typeof head !== 'string' || !head.startsWith('deploy/')) return null
  const [, environment = '', mfe = '', shortId = ''] = head.split('/')
  const isNamedAfterRequest = /^[0-9a-f]{12}$/.test(shortId) && head === deployBranch({ environment, mfe }, shortId)
  return isNamedAfterRequest ? { environment, mfe, shortId } : { environment: '', mfe: '', shortId: '' }
}
