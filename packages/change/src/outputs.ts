import type { Outputs } from '@mfe-gitops/action-kit'
import { requestId } from '@mfe-gitops/contract'
import type { Fold } from './folding.ts'
import type { MarkedChange } from './pull-request-text.ts'

/** The changes of every request; where there are several, each is marked with the request it belongs to. */
export function changesOf({ carried }: Pick<Fold, 'carried'>): MarkedChange[] {
  return carried.flatMap(({ request, changes }) =>
    carried.length === 1 ? changes : changes.map((change) => ({ ...change, request: requestId(request) })),
  )
}

/** What the steps after an action read of the change: of one request its generation, the version before and the digest. */
export function changeOutputs(fold: Pick<Fold, 'carried' | 'unchanged' | 'isAttested'>): Outputs {
  const single = fold.carried.length + fold.unchanged.length === 1
  const [carried] = single ? fold.carried : []
  const [unchanged] = single ? fold.unchanged : []
  const desired = carried?.desired ?? unchanged?.desired
  return {
    changes: changesOf(fold),
    generation: desired?.generation,
    'previous-version': carried ? carried.previous?.version : unchanged?.desired.version,
    integrity: desired?.artifact.integrity,
    proof: fold.isAttested ? 'attested' : undefined,
  }
}
