import { type Inline, markdown, type Summary } from '@mfe-gitops/action-kit'
import type { DeploymentRequest } from '@mfe-gitops/contract'
import type { StageProgress } from './stage-progress.ts'
import type { Verdict } from './verdict.ts'

export interface Story {
  readonly request: DeploymentRequest
  readonly requestId: string
  readonly verdict: Verdict
  readonly stages: readonly StageProgress[]
  readonly sentAt: number
  /** Page of the config repository. */
  readonly repositoryUrl: string
  readonly runUrl: string | null
  readonly requests: { readonly total: number; readonly unchanged: number }
}

/** Tells the deployment in the step summary: the result with its links, the reasons, the stages. */
export function summarize(summary: Summary, story: Story): Summary {
  const { request, verdict } = story
  summary.heading(`${request.mfe} ${request.version} to ${request.environment}: ${verdict.outcome ?? 'requested'}`)
  summary.table(['', ''], facts(story))
  if (verdict.reasons.length > 0) {
    summary.heading('Reasons', 3)
    summary.list(verdict.reasons.map(({ code, message }) => markdown.join(markdown.code(code), ' ', message)))
  }
  const ended = story.stages.filter(({ completedAt, state }) => completedAt !== null && state !== 'pending')
  if (ended.length > 0) {
    summary.heading('Stages', 3)
    summary.table(
      ['Stage', 'Result', 'After'],
      ended.map((stage) => [stage.name, stage.state, elapsed(stage, story.sentAt)]),
    )
  }
  return summary
}

function facts({ request, requestId, verdict, repositoryUrl, runUrl, requests }: Story): Inline[][] {
  const { pullRequest, mergeCommit } = verdict
  const rows: [string, Inline | null][] = [
    ['Outcome', verdict.outcome === null ? null : markdown.code(verdict.outcome)],
    ['Live version', verdict.version === null ? null : markdown.code(verdict.version)],
    ['URL', verdict.url === null ? null : markdown.link(verdict.url, verdict.url)],
    runUrl === null
      ? ['Runs', markdown.link(`${repositoryUrl}/actions`, `${repositoryUrl}/actions`)]
      : ['Run', markdown.link(runUrl, runUrl)],
    ['Pull request', pullRequest === null ? null : markdown.link(`${pullRequest.number}`, pullRequest.url)],
    ['Merge commit', mergeCommit === null ? null : markdown.link(mergeCommit.slice(0, 12), `${repositoryUrl}/commit/${mergeCommit}`)],
    ['Asked by', markdown.code(`${request.user} in ${request.repository} at ${request.sha.slice(0, 12)}`)],
    ['Request id', markdown.code(requestId)],
    ['GitHub requests', `${requests.total} (${requests.unchanged} free)`],
  ]
  return rows.flatMap(([label, value]) => (value === null ? [] : [[label, value]]))
}

function elapsed({ completedAt }: StageProgress, sentAt: number): string {
  return completedAt === null ? '' : `${(Math.max(0, completedAt - sentAt) / 1000).toFixed(1)} s`
}
