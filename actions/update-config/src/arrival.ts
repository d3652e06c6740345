import { type Outputs, repositoryName } from '@mfe-gitops/action-kit'
import { changeOutputs, type Fold, foldOn } from '@mfe-gitops/change'
import { readConfigFiles, type SnapshotFiles } from '@mfe-gitops/config-repository'
import { readTip } from '@mfe-gitops/github'
import type { Departure } from '@mfe-gitops/train'
import type { Trip } from './batch-train.ts'
import { describe, refuseNothing } from './commit-fold.ts'

/** Looks whether a train has brought the request to the base: free of the rate limit while the base stays where it is. */
export function watchBase(trip: Trip): (train: Departure) => Promise<Outputs | null> {
  const { inputs, github, request } = trip
  const repository = repositoryName(inputs.repository)
  let etag: string | undefined
  return async ({ branch }) => {
    const tip = await readTip(github, { ...repository, branch: trip.defaultBranch }, { etag })
    if (tip.notModified) return null
    const carrier = branch === '' ? undefined : branch
    const base = await readConfigFiles(github, { ...repository, subjects: [request], carrier })
    // Where the files still lag behind the tip, the next look must not believe that nothing moved.
    etag = base.commit === tip.value ? tip.etag : undefined
    const fold = await foldOn(base, { github, requests: [request], registry: inputs })
    refuseNothing(fold)
    return fold.carried.length > 0 ? null : arrival(trip, base, fold)
  }
}

/** What the steps after this one read: the change as it was planned, where the train made exactly that. */
function arrival({ planned }: Trip, base: SnapshotFiles, fold: Fold): Outputs {
  const [there] = fold.unchanged
  const [own] = planned.fold.carried
  const isAsPlanned = own !== undefined && there?.desired.generation === own.desired.generation
  const isSameText = planned.fold.files.every(({ path, text }) => base.files[path] === text)
  const previous = isAsPlanned ? { 'previous-version': own.previous?.version } : {}
  const { changes: made, proof } = changeOutputs(planned.fold)
  const changes = isAsPlanned && isSameText ? { changes: made } : {}
  return {
    ...{ ...describe(fold), ...previous, ...changes, proof: isAsPlanned ? proof : undefined },
    changed: false,
    'merge-commit': base.commit,
    'base-commit': base.commit,
    'pull-request': base.carriedBy?.number,
    'pull-request-url': base.carriedBy?.url,
  }
}
