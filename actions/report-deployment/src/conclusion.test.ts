import type { ReasonCode } from '@mfe-gitops/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { conclude } from './conclusion.ts'
import type { StepRecords, StepResult } from './step-record.ts'

const commit = 'a'.repeat(40)

function step(result: StepResult, outputs: Record<string, string> = {}) {
  return { result, outputs }
}

const reasons = (...codes: ReasonCode[]) => JSON.stringify(codes.map((code) => ({ code, message: `${code}.` })))
const droppedOf = (id: string, outcome: string) =>
  JSON.stringify([{ 'request-id': id, outcome, reasons: JSON.parse(reasons('superseded-by-newer')) }])
const ok = step('success')
const skipped = step('skipped')
const changed = step('success', { changed: 'true', 'merge-commit': '' })
const nothingToChange = step('success', { changed: 'false', 'merge-commit': commit })
const merged = step('success', { result: 'merged', 'merge-commit': commit })
const activated = step('success', { activated: 'true' })
const alreadyLive = step('success', { activated: 'false' })

const changeJob = { 'app-token': ok, validate: ok, update: changed, 'pull-request': ok, check: ok, merge: merged }
const releaseJob = { artifact: ok, live: activated, purge: ok }
const afterChange = { changed: 'true' }
const afterNoChange = { changed: 'false' }

describe('the change job', () => {
  it.each<[string, StepRecords, string | null, string[]]>([
    ['goes on when the change is merged', changeJob, null, []],
    [
      'ends when the change was merged without its own request',
      {
        ...changeJob,
        validate: step('success', { 'request-id': 'r1' }),
        merge: step('success', { ...merged.outputs, dropped: droppedOf('r1', 'superseded') }),
      },
      'superseded',
      ['superseded-by-newer'],
    ],
    [
      "goes on when it was merged without somebody else's",
      {
        ...changeJob,
        validate: step('success', { 'request-id': 'r1' }),
        merge: step('success', { ...merged.outputs, dropped: droppedOf('r2', 'superseded') }),
      },
      null,
      [],
    ],
    [
      'goes on when its own stood there already',
      {
        ...changeJob,
        validate: step('success', { 'request-id': 'r1' }),
        merge: step('success', { ...merged.outputs, dropped: droppedOf('r1', 'unchanged') }),
      },
      null,
      [],
    ],
    [
      'goes on when nothing had to change',
      { validate: ok, update: nothingToChange, 'pull-request': skipped, check: skipped, merge: skipped },
      null,
      [],
    ],
    [
      'ends as rejected with all reasons of the validation',
      {
        validate: step('failure', { outcome: 'rejected', reasons: reasons('environment-frozen', 'ref-not-allowed') }),
        update: skipped,
        merge: skipped,
      },
      'rejected',
      ['environment-frozen', 'ref-not-allowed'],
    ],
    [
      'ends as superseded by an older version',
      { validate: step('failure', { outcome: 'superseded', reasons: reasons('older-version') }), update: skipped, merge: skipped },
      'superseded',
      ['older-version'],
    ],
    [
      'ends as failed when the App token could not be made',
      { 'app-token': step('failure'), validate: skipped, update: skipped, merge: skipped },
      'failed',
      ['run-failed'],
    ],
    [
      'names the stage, not the step around it that failed as well',
      { notify: step('failure'), ...changeJob, check: step('failure', { reasons: reasons('integrity-mismatch') }), merge: skipped },
      'failed',
      ['integrity-mismatch'],
    ],
    [
      'does not believe a failed step that says deployed',
      { ...changeJob, merge: step('failure', { outcome: 'deployed' }) },
      'failed',
      ['run-failed'],
    ],
    [
      'ends as cancelled in the middle of a step',
      { ...changeJob, check: step('cancelled'), merge: skipped },
      'cancelled',
      ['run-cancelled'],
    ],
    ['ends as cancelled between two steps', { ...changeJob, check: skipped, merge: skipped }, 'cancelled', ['run-cancelled']],
    ['ends as failed when the merge names no commit', { ...changeJob, merge: step('success') }, 'failed', ['internal-error']],
    ['ends as failed when it did nothing at all', {}, 'failed', ['internal-error']],
    [
      'waits for a person where no step merges',
      { validate: ok, update: changed, 'pull-request': ok },
      'awaiting-approval',
      ['approval-required'],
    ],
    [
      'ends as unchanged where no step merges and nothing had to change',
      { validate: ok, update: nothingToChange, 'pull-request': skipped },
      'unchanged',
      [],
    ],
  ])('%s', (_, steps, outcome, codes) => {
    const conclusion = conclude(steps, null)
    expect([conclusion.outcome, conclusion.reasons.map(({ code }) => code)]).toEqual([outcome, codes])
  })
})

describe('the release job', () => {
  it.each<[string, StepRecords, Record<string, string> | null, string, string[]]>([
    ['deployed what was changed', releaseJob, afterChange, 'deployed', []],
    ['deployed again after a crash behind the flip', { ...releaseJob, live: alreadyLive }, afterChange, 'deployed', []],
    ['found the version live already', { ...releaseJob, live: alreadyLive }, afterNoChange, 'unchanged', []],
    ['made live what an earlier run had only merged', releaseJob, afterNoChange, 'deployed', []],
    ['deployed what a push changed', releaseJob, null, 'deployed', []],
    [
      'deployed and says that the purge was forgiven',
      { ...releaseJob, purge: step('success', { reasons: reasons('purge-failed') }) },
      afterChange,
      'deployed',
      ['purge-failed'],
    ],
    [
      'failed although the workflow forgives the purge',
      { ...releaseJob, purge: step('failure', { outcome: 'failed', reasons: reasons('purge-failed') }) },
      afterChange,
      'failed',
      ['purge-failed'],
    ],
    [
      'lost to a newer generation',
      { artifact: ok, live: step('failure', { outcome: 'superseded', reasons: reasons('generation-older') }), purge: skipped },
      afterChange,
      'superseded',
      ['generation-older'],
    ],
    ...(
      [
        ['also failed to purge', reasons('version-withdrawn', 'purge-failed', 'probe-failed'), ['purge-failed', 'probe-failed']],
        ['did the rest', reasons('version-withdrawn'), []],
        ['died without a word', '', ['run-failed']],
      ] as const
    ).map(([what, said, codes]): [string, StepRecords, null, string, string[]] => [
      `had been taken back before, and the re-run ${what}`,
      { artifact: ok, live: step('failure', { reasons: reasons('version-withdrawn') }), purge: step('failure', { reasons: said }) },
      null,
      'failed',
      ['version-withdrawn', ...codes],
    ]),
    ['failed without a word', { artifact: step('failure'), live: skipped, purge: skipped }, afterChange, 'failed', ['run-failed']],
    ['lacks the purge', { artifact: ok, live: activated }, afterChange, 'failed', ['internal-error']],
    ['was cancelled before the flip', { artifact: ok, live: skipped, purge: skipped }, afterChange, 'cancelled', ['run-cancelled']],
  ])('%s', (_, steps, change, outcome, codes) => {
    const conclusion = conclude(steps, change)
    expect([conclusion.outcome, conclusion.reasons.map(({ code }) => code)]).toEqual([outcome, codes])
  })
})

it('never calls a release deployed or unchanged unless all three of its steps succeeded', () => {
  const result = fc.constantFrom<StepResult>('success', 'failure', 'cancelled', 'skipped')
  const anyStep = fc.record({
    result,
    outputs: fc.dictionary(fc.constantFrom('activated', 'outcome', 'reasons'), fc.constantFrom('true', 'deployed', '[]', '')),
  })
  const anySteps = fc.dictionary(fc.constantFrom('artifact', 'live', 'purge', 'notify'), anyStep)
  fc.assert(
    fc.property(anySteps, fc.option(fc.constantFrom(afterChange, afterNoChange)), (steps, change) => {
      const { outcome } = conclude(steps, change)
      if (outcome !== 'deployed' && outcome !== 'unchanged') return
      const inRelease = ['artifact', 'live', 'purge'].every((id) => steps[id]?.result === 'success')
      expect(inRelease).toBe(true)
    }),
  )
})
