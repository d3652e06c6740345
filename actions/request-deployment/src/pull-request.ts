import { GitHubError } from '@mfe-gitops/github'
import type { ConfigRepository } from './config-repository.ts'

export interface PullRequestLink {
  readonly number: number
  readonly url: string
}

/** Finds the pull request of our branch. A token that may not read pull requests gets null: the number then comes with the receipt. */
export async function findPullRequest(config: ConfigRepository, branch: string): Promise<PullRequestLink | null> {
  const { github, name, signal } = config
  try {
    const search = { ...name, head: `${name.owner}:${branch}`, state: 'all', per_page: 1 }
    const { data } = await github.request<{ number: number; html_url: string }[]>('GET /repos/{owner}/{repo}/pulls', search, { signal })
    const found = data[0]
    return found === undefined ? null : { number: found.number, url: found.html_url }
  } catch (error) {
    if (!(error instanceof GitHubError) || signal.aborted) throw error
    return null
  }
}
