import { isGoodOutcome, type Outcome, type Reason, type Receipt, reason } from '@mfe-gitops/contract'
import type { RunView } from './run-view.ts'
import type { StageProgress } from './stage-progress.ts'

/** What the step says in the end. `outcome` is null only when nobody waited. */
export interface Verdict {
  readonly outcome: Outcome | null
  readonly reasons: readonly Reason[]
  readonly version: string | null
  readonly pullRequest: { readonly number: number; readonly url: string } | null
  readonly mergeCommit: string | null
  readonly url: string | null
}

/** Everything known about a run that has ended, or that waits for a person. */
export interface Ending {
  readonly run: RunView
  /** Receipt of our own request, from the latest attempt of the run; or why there is none. */
  readonly receipt: Receipt | { readonly missing: string }
  readonly stages: readonly StageProgress[]
  /** Failed steps with what they said, a sentence each. */
  readonly failures: readonly string[]
  /** True when the run is ours beyond doubt: GitHub named it, or no other run carries our title. */
  readonly certain: boolean
}

export const nothingKnown: Omit<Verdict, 'outcome' | 'reasons'> = { version: null, pullRequest: null, mergeCommit: null, url: null }

/** Judges an ended run: by its receipt, or else by what the run itself shows. Green needs proof. */
export function judge(ending: Ending): Verdict {
  return 'missing' in ending.receipt ? judgeByRun(ending, ending.receipt.missing) : judgeByReceipt(ending, ending.receipt)
}

function judgeByReceipt({ run, failures }: Ending, receipt: Receipt): Verdict {
  const known = { version: receipt.version.live, pullRequest: receipt.pullRequest, mergeCommit: receipt.mergeCommit, url: receipt.url }
  if (isGoodOutcome(receipt.outcome) && run.conclusion !== 'success') {
    return { outcome: 'failed', reasons: [runFailed(run, failures), ...receipt.reasons], ...known }
  }
  return { outcome: receipt.outcome, reasons: receipt.reasons, ...known }
}

function judgeByRun(ending: Ending, why: string): Verdict {
  const { outcome, reasons } = concludeRun(ending)
  const missing = reason('receipt-missing', {
    summary: `The run left no receipt of this request (${why}), so this result is read from the run itself`,
  })
  return { ...nothingKnown, outcome, reasons: [...reasons, missing] }
}

function concludeRun({ run, stages, failures, certain }: Ending): { outcome: Outcome; reasons: Reason[] } {
  switch (run.conclusion) {
    case 'success':
      return { outcome: certain && isLive(stages) ? 'deployed' : 'failed', reasons: [] }
    case 'cancelled':
      return { outcome: 'cancelled', reasons: [cancelled(stages)] }
    case 'action_required':
      return { outcome: 'awaiting-approval', reasons: [reason('waiting-for-approval')] }
    default:
      // failure, timed_out, startup_failure, skipped, neutral, stale, and whatever GitHub adds: none of them is a deployment.
      return { outcome: 'failed', reasons: [runFailed(run, failures)] }
  }
}

function isLive(stages: readonly StageProgress[]): boolean {
  return (['uploaded', 'live'] as const).every((wanted) => stages.some(({ name, state }) => name === wanted && state === 'success'))
}

// A run that is cancelled before its first step was most likely pushed out of a concurrency group, which GitHub does without a word.
function cancelled(stages: readonly StageProgress[]): Reason {
  if (stages.some(({ state }) => state !== 'pending')) return reason('run-cancelled')
  const summary =
    'The run in the config repository was cancelled before its first step, as GitHub does with the older pending run of a concurrency group'
  return reason('run-cancelled', { summary })
}

const conclusions: Readonly<Record<string, string>> = {
  timed_out: 'The run in the config repository exceeded its time limit',
  startup_failure: 'The run in the config repository could not start, usually because its workflow file is not valid',
  skipped: 'The run in the config repository was skipped, because no job took the event',
}

function runFailed({ conclusion }: RunView, failures: readonly string[]): Reason {
  const summary = conclusions[conclusion ?? ''] ?? `The run in the config repository ended as ${conclusion ?? 'unknown'}`
  return reason('run-failed', { summary: [summary, ...failures].join('; ') })
}
