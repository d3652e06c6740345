import { type Outputs, type Ports, rejection, repositoryName } from '@mfe-gitops/action-kit'
import { type BaseFold, changeOutputs, commitChange, commitText, type Fold, requestsText } from '@mfe-gitops/change'
import { changeSummary } from '@mfe-gitops/config-repository'
import { carrierBranch } from '@mfe-gitops/contract'
import type { GitHub } from '@mfe-gitops/github'
import type { UpdateConfigInputs } from './inputs.ts'
import { newBranch } from './new-branch.ts'

/** Commits a fold on its branch; nothing when all that was asked for stands there already. */
export async function commitFold(github: GitHub, { base, fold }: BaseFold, inputs: UpdateConfigInputs, ports: Ports): Promise<Outputs> {
  refuseNothing(fold)
  if (fold.carried.length === 0) {
    for (const { file, desired } of fold.unchanged)
      ports.log.info(`${file} asks for ${desired.version} already; there is nothing to commit.`)
    return { ...describe(fold), changed: false, 'merge-commit': base.commit, 'base-commit': base.commit }
  }
  const carried = fold.carried.map(({ request }) => request)
  const own = carrierBranch(carried)
  const branch = newBranch(inputs.branch ?? own, [base.defaultBranch, inputs.base])
  const text = commitText(fold.carried)
  const change = {
    repository: repositoryName(inputs.repository),
    repositoryId: base.repositoryId,
    branch,
    base: base.commit,
    message: { ...text, headline: inputs.message ?? text.headline },
    additions: fold.files.map(({ path, text: contents }) => ({ path, contents })),
    isOwnBranch: branch === own,
  }
  const commit = await commitChange(github, change, ports)
  ports.log.info(`Committed ${commit} on ${branch}:\n${changeSummary(fold.carried.flatMap(({ changes }) => changes))}`)
  return { ...describe(fold), changed: true, branch, 'base-commit': base.commit, commit, requests: requestsText(carried) }
}

/** When every request was dropped, the step ends for the reasons of them all. */
export function refuseNothing({ carried, unchanged, dropped }: Fold): void {
  const [first] = dropped
  if (first && carried.length + unchanged.length === 0)
    throw rejection(
      dropped.flatMap(({ reasons }) => reasons),
      first.outcome,
    )
}

export function describe(fold: Fold): Outputs {
  return { ...changeOutputs(fold), files: fold.files.map(({ path }) => path) }
}
