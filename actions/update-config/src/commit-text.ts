import type { Change } from '@mfe-gitops/config-edit'
import { changeSummary } from '@mfe-gitops/config-repository'
import { type DeploymentRequest, requestId } from '@mfe-gitops/contract'

/** Headline and body of the commit: what is deployed, what changed, and the request, for `git log` to answer later. */
export function commitText(request: DeploymentRequest, changes: readonly Change[]): { headline: string; body: string } {
  const verb = request.type === 'rollback-mfe-trigger' ? 'Roll back' : 'Deploy'
  const preposition = request.type === 'rollback-mfe-trigger' ? `to ${request.version} in` : `${request.version} to`
  return {
    headline: `${verb} ${request.mfe} ${preposition} ${request.environment}`,
    body: [
      changeSummary(changes),
      '',
      `Requested-By: ${request.user}`,
      `Source: ${request.repository}@${request.sha}`,
      `Request-Id: ${requestId(request)}`,
    ].join('\n'),
  }
}
