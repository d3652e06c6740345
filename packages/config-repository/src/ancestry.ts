import { type Ancestry, type DeploymentRequest, type GitopsConfig, orderingOf } from '@mfe-gitops/contract'
import { compareCommits, type GitHub, GitHubError } from '@mfe-gitops/github'

const words = ['ahead', 'identical', 'behind', 'diverged'] as const

interface Pair {
  readonly request: DeploymentRequest
  readonly config: GitopsConfig
  /** The commit to compare with; null when there is none. */
  readonly sha: string | null
}

/** How the requested commit stands to another one, read from the app repository; only where the environment orders by ancestry. Null when the token cannot see it. */
export async function readAncestry(github: GitHub, { request, config, sha }: Pair): Promise<Ancestry | null> {
  if (orderingOf(config, request.environment) !== 'ancestry' || sha === null || request.type !== 'deploy-mfe-trigger') return null
  const [owner = '', repo = ''] = request.repository.split('/')
  try {
    const { status } = await compareCommits(github, { owner, repo, base: sha, head: request.sha })
    return words.find((word) => word === status) ?? null
  } catch (error) {
    if (error instanceof GitHubError && (error.code === 'github-not-found' || error.code === 'github-forbidden')) return null
    throw error
  }
}
