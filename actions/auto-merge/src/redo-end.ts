import { ActionError, type Log, rejection } from '@mfe-gitops/action-kit'
import { type BaseFold, courtesy, type Ending, nameWinner, retire } from '@mfe-gitops/change'
import { reason } from '@mfe-gitops/contract'
import type { GitHub, PullRequestState, Repository } from '@mfe-gitops/github'
import { type CurrentChange, describeChange } from './current-change.ts'

interface Place {
  readonly repository: Repository
  readonly state: PullRequestState
  readonly change: CurrentChange
}

/** What became of the requests that the change does not carry any more. */
export async function endingsOf(github: GitHub, repository: Repository, { base, fold }: BaseFold): Promise<Ending[]> {
  const dropped = await Promise.all(fold.dropped.map((one) => nameWinner(github, repository, { base, dropped: one })))
  return [...dropped, ...fold.unchanged.map(({ request }): Ending => ({ request, outcome: 'unchanged', reasons: [], winner: null }))]
}

/** Nothing is left to carry: what was asked for stands on the base already, or something newer does, which ends the requests. */
export async function settle(
  github: GitHub,
  { repository, state, change }: Place,
  { found, log }: { found: BaseFold; log: Log },
): Promise<{ commit: string; change: CurrentChange }> {
  const { base, fold } = found
  const endings = await endingsOf(github, repository, found)
  const isOutdated = endings.every(({ outcome }) => outcome === 'superseded' || outcome === 'unchanged')
  if (state.state === 'OPEN' && isOutdated) {
    const by = endings.find(({ winner }) => winner !== null)?.winner?.number ?? null
    await courtesy(log, `close pull request #${state.number}`, () => retire(github, repository, { older: state, by }))
  }
  const [standing] = fold.unchanged
  const ended = { ...change, endings: [...change.endings, ...endings] }
  if (standing) {
    const outputs = fold.unchanged.length === 1 ? { generation: standing.desired.generation } : {}
    return { commit: base.commit, change: { ...ended, outputs } }
  }
  const reasons = endings.flatMap((ending) => ending.reasons)
  throw rejection(reasons, endings[0]?.outcome, {
    ...describeChange(ended),
    ...{ result: isOutdated ? 'closed' : 'conflict', 'merge-commit': '', url: state.url },
  })
}

/** The end of a change whose base never stood still. */
export function exhausted({ number, url, base }: PullRequestState, change: CurrentChange): ActionError {
  const seenText = `${base}, which moved ${change.redone + 1} times`
  const why = reason('base-moved', { field: `pull request #${number}`, seenText })
  const outputs = { ...describeChange(change), result: 'conflict', 'merge-commit': '', url }
  return new ActionError(why.code, why.message, { reasons: [why], outputs })
}
