import type { GitHubServer } from '../github/types.ts'

export interface RestAnswer {
  readonly status: number
  readonly data: unknown
}

/** Sends one request to the lab's API exactly as given, and answers whatever comes back: for senders that are not this project's. */
export async function sendRest(github: GitHubServer, route: string, body: unknown, token: string): Promise<RestAnswer> {
  const [method = 'GET', path = '/'] = route.split(' ')
  const response = await fetch(github.apiUrl + path, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      accept: 'application/vnd.github+json',
      'user-agent': 'scenario',
      'x-github-api-version': '2022-11-28',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, data: text === '' ? null : JSON.parse(text) }
}
