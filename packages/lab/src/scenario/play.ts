import { parseReceipt } from '@mfe-gitops/contract'
import type { Coverage, Violation } from '../github/types.ts'
import type { RunProblem } from '../runner/runner.ts'
import type { Deployment, RunReport } from './deployment.ts'
import { reportRun } from './deployment-report.ts'
import { type Lab, type LabOptions, startLab } from './lab.ts'
import type { Scenario } from './scenario.ts'

/** What `--json` writes. */
export interface ScenarioResult {
  readonly schema: 1
  readonly scenario: string
  readonly summary: string
  readonly ok: boolean
  /** Why not: what the scenario threw, and everything that makes the run doubtful. */
  readonly failures: readonly string[]
  /** Start of the lab, the scenario itself. */
  readonly seconds: { readonly start: number; readonly scenario: number }
  readonly urls: { readonly github: string; readonly registry: string; readonly edges: Readonly<Record<string, string>> }
  readonly deployments: readonly Deployment[]
  /** What of the lab's GitHub was used and checked. */
  readonly coverage: Coverage
  /** Every run of the lab. */
  readonly runs: readonly RunReport[]
}

export interface PlayOptions extends LabOptions {
  /** Called with the lab before the scenario begins, and again when it is over. */
  readonly onLab?: (lab: Lab) => void
}

/** Starts a lab, plays one scenario in it and says how it went. The lab is left running: its user closes it. */
export async function playScenario(
  scenario: Scenario,
  options: PlayOptions = {},
): Promise<{ result: ScenarioResult; lab: Lab; error: unknown }> {
  const begin = Date.now()
  const lab = await startLab(options)
  const started = Date.now()
  options.onLab?.(lab)
  let error: unknown = null
  try {
    await scenario.run(lab)
    await lab.runner.idle()
  } catch (thrown) {
    error = thrown ?? new Error('The scenario failed without an error.')
  }
  const ended = Date.now()
  const deployments = await lab.deployments()
  const failures = [...(error === null ? [] : [messageOf(error)]), ...doubts(lab), ...deployments.flatMap(wrongReceipt)]
  const result: ScenarioResult = {
    schema: 1,
    scenario: scenario.name,
    summary: scenario.summary,
    ok: failures.length === 0,
    failures,
    seconds: { start: (started - begin) / 1000, scenario: (ended - started) / 1000 },
    urls: {
      github: lab.github.url,
      registry: lab.registry.url,
      edges: Object.fromEntries([...lab.edges].map(([name, { url }]) => [name, url])),
    },
    deployments,
    coverage: lab.github.coverage,
    runs: lab.github.runs.list().map(reportRun),
  }
  return { result, lab, error }
}

/** A green scenario proves nothing when the lab had to guess. */
function doubts({ github, runner }: Lab): string[] {
  return [
    ...github.unknownRoutes.map(({ method, path, status }) => `The lab has no route for ${method} ${path} (answered ${status}).`),
    ...github.violations.map(
      (violation: Violation) => `The lab's ${violation.where} does not fit GitHub's description: ${violation.message}`,
    ),
    ...runner.problems.map((problem: RunProblem) => `Run ${problem.runId} of ${problem.repository}: ${problem.message}`),
  ]
}

/** Whoever reads a receipt relies on its schema. */
function wrongReceipt({ receipt, requestId }: Deployment): string[] {
  const parsed = receipt === null ? null : parseReceipt(receipt)
  if (parsed === null || parsed.ok) return []
  return parsed.reasons.map(({ message }) => `The receipt of request ${requestId ?? 'without an id'} is not valid: ${message}`)
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
