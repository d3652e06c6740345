import { markdown } from '@mfe-gitops/action-kit'
import type { Change } from '@mfe-gitops/config-edit'
import { changeSummary } from '@mfe-gitops/config-repository'
import { type DeploymentRequest, requestId, requestTrailer } from '@mfe-gitops/contract'
import type { Carried } from './folding.ts'
import { titleOf } from './pull-request-text.ts'

/** Headline and body of the commit: what is deployed, what changed, and the requests, for `git log` to answer later. */
export function commitText(carried: readonly Pick<Carried, 'request' | 'changes'>[]): { headline: string; body: string } {
  const [only] = carried
  if (only !== undefined && carried.length === 1) return { headline: titleOf([only.request]), body: section(only) }
  const sections = carried.map((one) => `${titleOf([one.request])}\n${section(one)}`)
  return { headline: titleOf(carried.map(({ request }) => request)), body: sections.join('\n\n') }
}

function section({ request, changes }: { request: DeploymentRequest; changes: readonly Change[] }): string {
  return [
    changesText(changes),
    '',
    `Requested-By: ${request.user}`,
    `Source: ${request.repository}@${request.sha}`,
    requestTrailer(requestId(request)),
  ].join('\n')
}

/** The changes as lines of a commit message. GitHub obeys what stands there: it must mention nobody, close nothing and skip no workflow. */
export function changesText(changes: readonly Change[]): string {
  return changeSummary(changes).split('\n').map(markdown.inertText).join('\n')
}
