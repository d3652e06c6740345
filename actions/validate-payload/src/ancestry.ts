import { repositoryName } from '@mfe-gitops/action-kit'
import type { Ancestry, DecisionInput } from '@mfe-gitops/contract'
import { compareCommits, type GitHub, GitHubError } from '@mfe-gitops/github'

const words = ['ahead', 'identical', 'behind', 'diverged'] as const

/** How the requested commit stands to the desired one, read from the app repository; only where the environment orders by ancestry. Null when the token cannot see it. */
export async function readAncestry(github: GitHub, { request, config, desired }: DecisionInput): Promise<Ancestry | null> {
  const { ordering } = config.environments[request.environment] ?? {}
  if (ordering !== 'ancestry' || !desired || request.type !== 'deploy-mfe-trigger') return null
  try {
    const { status } = await compareCommits(github, { ...repositoryName(request.repository), base: desired.source.sha, head: request.sha })
    return words.find((word) => word === status) ?? null
  } catch (error) {
    if (error instanceof GitHubError && (error.code === 'github-not-found' || error.code === 'github-forbidden')) return null
    throw error
  }
}
