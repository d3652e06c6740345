import { type Inline, markdown, type Summary } from '@mfe-gitops/action-kit'
import type { Receipt } from '@mfe-gitops/contract'

/** Tells a receipt in the step summary: the result with its links, the reasons with their remedies, the stages. */
export function summarize(summary: Summary, receipt: Receipt, repositoryUrl: string): Summary {
  summary.heading(title(receipt))
  summary.table(['', ''], facts(receipt, repositoryUrl))
  if (receipt.reasons.length > 0) {
    summary.heading('Reasons', 3)
    summary.list(receipt.reasons.map(({ code, message }) => markdown.join(markdown.code(code), ' ', message)))
  }
  if (receipt.changes.length > 0) {
    summary.heading('Changes', 3)
    summary.table(
      ['Value', 'Before', 'After'],
      receipt.changes.map(({ path, from, to }) => [markdown.code(path), value(from), value(to)]),
    )
  }
  if (receipt.stages.length > 0) {
    summary.heading('Stages', 3)
    summary.table(
      ['Stage', 'Result', 'Time'],
      receipt.stages.map(({ name, result, seconds }) => [name, result, seconds === null ? '' : `${seconds} s`]),
    )
  }
  return summary
}

function title({ request, version, outcome }: Receipt): string {
  if (request === null) return version.requested === null ? `Deployment: ${outcome}` : `${version.requested}: ${outcome}`
  return `${request.mfe} ${request.version} to ${request.environment}: ${outcome}`
}

function facts(
  { outcome, version, canary, url, pullRequest, mergeCommit, generation, artifact, purge, request, proof, requestId }: Receipt,
  repositoryUrl: string,
): Inline[][] {
  const rows: [string, Inline | null][] = [
    ['Outcome', markdown.code(outcome)],
    ['Live version', code(version.live)],
    ['Canary', canary === undefined ? null : markdown.join(markdown.code(canary.version), ` for ${canary.percentage} of 100 visitors`)],
    ['Previous version', code(version.previous)],
    ['URL', url === null ? null : markdown.link(url, url)],
    ['Pull request', pullRequest === null ? null : markdown.link(`${pullRequest.number}`, pullRequest.url)],
    ['Commit', mergeCommit === null ? null : markdown.link(mergeCommit.slice(0, 12), `${repositoryUrl}/commit/${mergeCommit}`)],
    ['Generation', generation === null ? null : String(generation)],
    ['Artifact', artifact === null ? null : markdown.code(`${artifact.name} ${artifact.integrity}`)],
    ['Cache', purge === null ? null : cacheOf(purge)],
    ['Asked by', request === null ? null : markdown.code(`${request.user} in ${request.repository} at ${request.sha.slice(0, 12)}`)],
    ['Proof of the sender', proof],
    ['Request id', code(requestId)],
  ]
  return rows.flatMap(([label, shown]) => (shown === null ? [] : [[label, shown]]))
}

function cacheOf({ status, paths, tags, charged = 0 }: NonNullable<Receipt['purge']>): string {
  const keys = [...paths, ...tags.map((tag) => `#${tag}`)].join(', ') || 'nothing to purge'
  return `${status}: ${keys}${charged === 0 ? '' : ` (${charged} paths and tags on the bill)`}`
}

function code(text: string | null): Inline | null {
  return text === null ? null : markdown.code(text)
}

function value(data: unknown): Inline {
  return data === null ? '' : markdown.code(typeof data === 'string' ? data : JSON.stringify(data))
}
