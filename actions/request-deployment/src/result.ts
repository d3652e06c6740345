import type { Verdict } from './verdict.ts'

/** What is known beside the verdict. */
export interface Journey {
  readonly requestId: string
  readonly runUrl: string | null
}

/** Every output, on every way out. */
export function toOutputs(verdict: Verdict, { requestId, runUrl }: Journey): Record<string, string | object> {
  return {
    outcome: verdict.outcome ?? '',
    reasons: verdict.reasons,
    version: verdict.version ?? '',
    'pull-request': verdict.pullRequest === null ? '' : String(verdict.pullRequest.number),
    'merge-commit': verdict.mergeCommit ?? '',
    url: verdict.url ?? '',
    'run-url': runUrl ?? '',
    'request-id': requestId,
  }
}
