import { markdown } from '@mfe-gitops/action-kit'
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
      changesText(changes),
      '',
      `Requested-By: ${request.user}`,
      `Source: ${request.repository}@${request.sha}`,
      `Request-Id: ${requestId(request)}`,
    ].join('\n'),
  }
}

/** The changes as lines of a commit message. GitHub obeys what stands there: it must mention nobody, close nothing and skip no workflow. */
export function changesText(changes: readonly Change[]): string {
  return changeSummary(changes).split('\n').map(markdown.inertText).join('\n')
}
