import { createGitHub, type GitHub, type GitHubOptions, type RequestRecord } from '@mfe-gitops/github'

export const token = 'ghs_0123456789.abcdefghij-SECRET'
export const startOfTime = 1_790_000_000_000

export interface TestClient {
  readonly github: GitHub
  /** What was waited between attempts; nothing really waits. */
  readonly waits: readonly number[]
  readonly records: readonly RequestRecord[]
}

/** A client on a virtual clock, with jitter switched off. */
export function testClient(url: string, options: Partial<GitHubOptions> = {}): TestClient {
  const waits: number[] = []
  const records: RequestRecord[] = []
  let clock = startOfTime
  const github = createGitHub({
    apiUrl: `${url}/api/v3`,
    graphqlUrl: `${url}/api/graphql`,
    token,
    now: () => clock,
    random: () => 0,
    sleep: async (ms, signal) => {
      signal?.throwIfAborted()
      waits.push(ms)
      clock += ms
    },
    onRequest: (record) => records.push(record),
    ...options,
  })
  return { github, waits, records }
}
