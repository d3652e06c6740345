import { batchBranchPrefix, type DeploymentRequest, deployBranch, requestId, shortRequestId } from '@mfe-gitops/contract'

/** What a change that a deployment made is for. */
export interface Subject {
  readonly environment: string
  readonly mfe: string
  readonly shortId: string
}

/** The subjects of a change, or `several` of which the branch does not say which they are. */
export type Subjects = readonly Subject[] | 'several'

/**
 * The subjects of a change: by its requests, else by the branch of the pull request. Null for a person's change. A branch below `deploy/` may be
 * merged without a person, so one that is not named after requests is for nothing at all.
 */
export function subjectsOf(requests: readonly DeploymentRequest[], event: unknown): Subjects | null {
  if (requests.length > 0) return requests.map(subjectOf)
  const head = (event as { pull_request?: { head?: { ref?: unknown } } } | null)?.pull_request?.head?.ref
  if (typeof head !== 'string' || !head.startsWith('deploy/')) return null
  if (head.startsWith(batchBranchPrefix) && /^[0-9a-f]{12}$/.test(head.slice(batchBranchPrefix.length))) return 'several'
  const [, environment = '', mfe = '', shortId = ''] = head.split('/')
  const isNamedAfterRequest = /^[0-9a-f]{12}$/.test(shortId) && head === deployBranch({ environment, mfe }, shortId)
  return isNamedAfterRequest ? [{ environment, mfe, shortId }] : []
}

function subjectOf(request: DeploymentRequest): Subject {
  return { environment: request.environment, mfe: request.mfe, shortId: shortRequestId(requestId(request)) }
}
