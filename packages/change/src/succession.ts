import { rejection } from '@mfe-gitops/action-kit'
import { readAncestry, readConfigSnapshot } from '@mfe-gitops/config-repository'
import {
  type DeploymentRequest,
  deployBranchPrefix,
  desiredStateFile,
  findSuccessor,
  type GitopsConfig,
  orderingOf,
  parseDesiredState,
  precedence,
  type Reason,
  supersededComment,
  supersededReason,
} from '@mfe-gitops/contract'
import {
  addComment,
  closePullRequest,
  deleteBranch,
  type GitHub,
  GitHubError,
  type PullRequest,
  type Repository,
  readComments,
  readSnapshot,
} from '@mfe-gitops/github'
import { isRequestBranch } from './pull-request-choice.ts'

export interface Contest {
  readonly repository: Repository
  readonly base: string
  readonly request: DeploymentRequest
  /** Number of the own pull request; null when there is none yet, which makes it the last one. */
  readonly own: number | null
  readonly rivals: readonly PullRequest[]
}

/** The rival that is newer than the request, by the order of the environment and, where that does not tell, by the order of the pull requests. */
export async function findNewer(github: GitHub, { repository, base, request, own, rivals }: Contest): Promise<PullRequest | null> {
  const prefix = deployBranchPrefix(request)
  const same = rivals.filter(({ head }) => isRequestBranch(head, prefix))
  if (same.length === 0) return null
  // The order is policy: it is read at the base, never at the head of a rival.
  const snapshot = await readConfigSnapshot(github, { ...repository, ref: base, subject: request })
  if (!snapshot.ok) throw rejection(snapshot.reasons)
  for (const rival of same) {
    const standing = await compare(github, { repository, request, config: snapshot.value.config }, rival)
    if (standing === 'older' || (standing === 'level' && own !== null && own < rival.number)) return rival
  }
  return null
}

async function compare(
  github: GitHub,
  { repository, request, config }: { repository: Repository; request: DeploymentRequest; config: GitopsConfig },
  rival: PullRequest,
) {
  const { file, key } = desiredStateFile(config, request)
  const { files } = await readSnapshot(github, { ...repository, commit: rival.headCommit, paths: [file] })
  const desired = parseDesiredState(files[file] ?? '', file, key)
  // What cannot be read cannot be merged either.
  if (!desired.ok || desired.value === null) return 'newer'
  const ordering = orderingOf(config, request.environment)
  const ancestry = await readAncestry(github, { request, config, sha: desired.value.source.sha })
  return precedence({ request, desired: desired.value, ordering, ancestry })
}

/** Closes a pull request that lost its place; an older one that stays open cannot be merged over a newer one. */
export async function retire(
  github: GitHub,
  repository: Repository,
  { older, by }: { older: Pick<PullRequest, 'number' | 'head'>; by: number | null },
): Promise<void> {
  if (by !== null) await addComment(github, { ...repository, number: older.number, body: supersededComment(by) })
  await closePullRequest(github, { ...repository, number: older.number })
  await deleteBranch(github, { ...repository, branch: older.head })
}

/** Why a pull request is closed that was closed in favour of a newer one, as its comments say; null when it was closed for something else. */
export async function explainRetired(
  github: GitHub,
  repository: Repository,
  { number, url }: Pick<PullRequest, 'number' | 'url'>,
): Promise<Reason | null> {
  const comments = await readComments(github, { ...repository, number }).catch((error: unknown) => {
    // Closed it is, whether the comments can be read or not.
    if (error instanceof GitHubError) return []
    throw error
  })
  const successor = findSuccessor(comments)
  return successor === null ? null : supersededReason({ number: successor, url: url.replace(/\d+$/, String(successor)) })
}
