import type { Ancestry, DeploymentRequest, DesiredState, GitopsConfig } from '@mfe-gitops/contract'
import { compareCommits, type GitHub, GitHubError } from '@mfe-gitops/github'

const words = ['ahead', 'identical', 'behind', 'diverged'] as const

interface Pair {
  readonly request: DeploymentRequest
  readonly config: GitopsConfig
  readonly desired: DesiredState | null
}

/** How the requested commit stands to the desired one, read from the app repository; only where the environment orders by ancestry. Null when the token cannot see it. */
export async function readAncestry(github: GitHub, { request, config, desired }: Pair): Promise<Ancestry | null> {
  const { ordering } = config.environments[request.environment] ?? {}
  if (ordering !== 'ancestry' || !desired || request.type !== 'deploy-mfe-trigger') return null
  const [owner = '', repo = ''] = request.repository.split('/')
  try {
    const { status } = await compareCommits(github, { owner, repo, base: desired.source.sha, head: request.sha })
    return words.find((word) => word === status) ?? null
  } catch (error) {
    if (error instanceof GitHubError && (error.code === 'github-not-found' || error.code === 'github-forbidden')) return null
    throw error
  }
}
