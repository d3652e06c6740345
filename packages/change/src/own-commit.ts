import { readConfigFiles } from '@mfe-gitops/config-repository'
import type { DeploymentRequest } from '@mfe-gitops/contract'
import { findBranch, type GitHub, type Repository } from '@mfe-gitops/github'
import type { Registry } from './artifact-lookup.ts'
import { foldOn } from './base-fold.ts'
import { isSameChange } from './branch-content.ts'

export interface OwnQuestion {
  readonly repository: Repository
  readonly branch: string
  readonly requests: readonly DeploymentRequest[]
  readonly registry: Registry
}

/** True when the head of a branch is nothing but these requests on some base, as a twin run makes it, and not the work of somebody else. */
export async function isOwnHead(github: GitHub, { repository, branch, requests, registry }: OwnQuestion): Promise<boolean> {
  const head = await findBranch(github, { ...repository, branch })
  const [base, ...others] = head?.parents ?? []
  if (head === null || base === undefined || others.length > 0) return false
  const files = await readConfigFiles(github, { ...repository, commit: base, subjects: requests })
  const fold = await foldOn(files, { github, requests, registry })
  if (fold.carried.length === 0) return false
  const additions = fold.files.map(({ path, text }) => ({ path, contents: text }))
  return isSameChange(github, { repository, base, additions }, head)
}
