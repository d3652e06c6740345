import { viewOf } from '@mfe-gitops/config-repository'
import { deployBranch, supersededReason } from '@mfe-gitops/contract'
import { findPullRequests, type GitHub, type PullRequest, type Repository } from '@mfe-gitops/github'
import type { BaseFold } from './base-fold.ts'
import { type Dropped, desiredAt } from './folding.ts'

/** A request that was dropped, with the pull request that won where there is one to name. */
export interface Ending extends Dropped {
  readonly winner: PullRequest | null
}

/** Says of a request that the base has overtaken by which pull request: that of the request which is desired now. */
export async function nameWinner(
  github: GitHub,
  repository: Repository,
  { base, dropped }: Pick<BaseFold, 'base'> & { dropped: Dropped },
): Promise<Ending> {
  const { request, outcome, reasons } = dropped
  const view = outcome === 'superseded' ? viewOf(base, request) : null
  const desired = view?.ok ? desiredAt(request, view.value) : null
  if (!desired) return { ...dropped, winner: null }
  const found = await findPullRequests(github, { ...repository, head: deployBranch(request, desired.request.id) })
  const winner = found.find(({ state }) => state === 'MERGED') ?? null
  return { request, outcome, winner, reasons: winner ? [supersededReason(winner)] : reasons }
}
