import { ActionError, rejection } from '@mfe-gitops/action-kit'
import { canonicalRequest, type DeploymentRequest, jsonOrNull, parseRequest, requestId } from '@mfe-gitops/contract'

/** Requests in one change: each one adds two files to the query that reads the base, and a GraphQL document may hold some hundreds of those. */
const mostRequests = 100

/** The requests that a change carries, as JSON text of one request or of a list of them; each one counts once. */
export function readRequests(name: string, text: string): DeploymentRequest[] {
  const entries = listIn(text) ?? [text]
  if (entries.length === 0 || entries.length > mostRequests) {
    const allowed = `one deployment request, or a JSON list of 1 to ${mostRequests} of them`
    throw new ActionError('input-invalid', `Input "${name}" must be ${allowed}, got a list of ${entries.length}.`)
  }
  const requests = entries.map((entry) => {
    const parsed = parseRequest(entry)
    if (!parsed.ok) throw rejection(parsed.reasons)
    return parsed.value
  })
  return [...new Map(requests.map((request) => [requestId(request), request])).values()]
}

// What is no list is left to the reader of requests, who says more about text that is no JSON.
function listIn(text: string): unknown[] | null {
  const value = jsonOrNull(text)
  return Array.isArray(value) ? value : null
}

/** The same requests as JSON text: canonical, so that equal lists are equal texts. */
export function requestsText(requests: readonly DeploymentRequest[]): string {
  return `[${requests.map(canonicalRequest).join(',')}]`
}
