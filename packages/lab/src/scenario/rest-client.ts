import type { GitHubServer } from '../github/types.ts'

export interface RestAnswer {
  readonly status: number
  /** By small names. */
  readonly headers: Readonly<Record<string, string>>
  /** The body, parsed when it is JSON; null when there is none. */
  readonly data: unknown
}

/** Sends one request to the lab's API exactly as given, and answers whatever comes back: for senders that are not this project's. */
export async function sendRest(github: GitHubServer, route: string, body?: unknown, token?: string): Promise<RestAnswer> {
  const [method = 'GET', path = '/'] = route.split(' ')
  const response = await fetch(github.apiUrl + path, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      accept: 'application/vnd.github+json',
      'user-agent': 'scenario',
      'x-github-api-version': '2022-11-28',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, headers: Object.fromEntries(response.headers), data: text === '' ? null : parsedOrText(text) }
}

/** A fault may answer with a page, as GitHub's load balancers do. */
function parsedOrText(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
