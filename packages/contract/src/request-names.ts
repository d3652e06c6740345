import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { requestFields } from './generated/constraints.ts'
import type { DeploymentRequest } from './generated/documents.ts'

/** The ten fields as canonical JSON (RFC 8785): the same bytes for the same request, whoever writes them. */
export function canonicalRequest(request: DeploymentRequest): string {
  return canonicalize(Object.fromEntries(requestFields.map((field) => [field, request[field]]))) ?? ''
}

/** SHA-256 of the canonical request; sender and receiver compute the same id, so the payload needs no eleventh field. */
export function requestId(request: DeploymentRequest): string {
  return createHash('sha256').update(canonicalRequest(request)).digest('hex')
}

/** The line by which a commit says that it carries a request. */
export function requestTrailer(id: string): string {
  return `Request-Id: ${id}`
}

/** Enough of a request id for names that people read. */
export function shortRequestId(id: string): string {
  return id.slice(0, 12)
}

/** The branch of a request's pull request. */
export function deployBranch({ environment, mfe }: { environment: string; mfe: string }, id: string): string {
  return `${deployBranchPrefix({ environment, mfe })}${shortRequestId(id)}`
}

/** What the branches of changes that carry several requests start with. */
export const batchBranchPrefix = 'deploy/batch/'

/** The branch of a change that carries these requests: that of the request, or one named after all of them, in whatever order they come. */
export function carrierBranch(requests: readonly DeploymentRequest[]): string {
  const [first] = requests
  if (first === undefined) throw new TypeError('A change carries at least one request.')
  if (requests.length === 1) return deployBranch(first, requestId(first))
  const ids = requests.map(requestId).sort()
  return `${batchBranchPrefix}${shortRequestId(createHash('sha256').update(ids.join('')).digest('hex'))}`
}

/** What the branches of all requests for one micro-frontend and environment start with. */
export function deployBranchPrefix({ environment, mfe }: { environment: string; mfe: string }): string {
  return `deploy/${environment}/${mfe}/`
}

/** Title of the run, as the run-name expression of the caller workflow yields it. A hint for finding the run, never a proof. */
export function runTitle({ type, mfe, version, environment, repository, timestamp }: DeploymentRequest): string {
  return `${type} ${mfe}@${version} to ${environment} from ${repository} at ${timestamp}`
}
