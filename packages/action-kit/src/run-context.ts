/** What the runner tells a step about its run. */
export interface RunContext {
  readonly repository: string
  readonly runId: string
  readonly runAttempt: number
  readonly serverUrl: string
  readonly apiUrl: string
  readonly graphqlUrl: string
  readonly sha: string
  readonly ref: string
  readonly actor: string
  readonly eventName: string
  readonly workflow: string
  /** Path of the workflow file that the event started, e.g. `.github/workflows/deploy.yml`; of a called workflow, that of its caller. */
  readonly workflowPath: string
  readonly job: string
  /** Page of the run. */
  readonly runUrl: string
}

/** The context in the runner's variables; outside of a run the fields are empty and the URLs are github.com's. */
export function readContext(env: Readonly<Record<string, string | undefined>>): RunContext {
  const serverUrl = env.GITHUB_SERVER_URL || 'https://github.com'
  const repository = env.GITHUB_REPOSITORY ?? ''
  const runId = env.GITHUB_RUN_ID ?? ''
  return {
    repository,
    runId,
    runAttempt: Number(env.GITHUB_RUN_ATTEMPT || '1'),
    serverUrl,
    apiUrl: env.GITHUB_API_URL || 'https://api.github.com',
    graphqlUrl: env.GITHUB_GRAPHQL_URL || 'https://api.github.com/graphql',
    sha: env.GITHUB_SHA ?? '',
    ref: env.GITHUB_REF ?? '',
    actor: env.GITHUB_ACTOR ?? '',
    eventName: env.GITHUB_EVENT_NAME ?? '',
    workflow: env.GITHUB_WORKFLOW ?? '',
    workflowPath: /^[^/]+\/[^/]+\/([^@]+)@/.exec(env.GITHUB_WORKFLOW_REF ?? '')?.[1] ?? '',
    job: env.GITHUB_JOB ?? '',
    runUrl: `${serverUrl}/${repository}/actions/runs/${runId}`,
  }
}
