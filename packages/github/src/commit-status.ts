import type { GitHub, Repository } from './github.ts'

export interface CommitStatus extends Repository {
  readonly sha: string
  readonly state: 'error' | 'failure' | 'pending' | 'success'
  readonly context: string
  readonly description?: string | undefined
  readonly targetUrl?: string | undefined
}

const longestDescription = 140

/** Posts a commit status. The newest one per context counts, so a repeat is harmless. */
export async function postCommitStatus(github: GitHub, status: CommitStatus): Promise<void> {
  const { owner, repo, sha, state, context, description, targetUrl } = status
  const parameters = {
    ...{ owner, repo, sha, state, context },
    ...(description === undefined ? {} : { description: shortened(description) }),
    ...(targetUrl === undefined ? {} : { target_url: targetUrl }),
  }
  await github.request('POST /repos/{owner}/{repo}/statuses/{sha}', parameters, { retry: true, justCreated: true })
}

function shortened(text: string): string {
  const characters = [...text]
  return characters.length <= longestDescription ? text : `${characters.slice(0, longestDescription - 1).join('')}…`
}
