import { type StageName, stages } from '@mfe-gitops/contract'
import { describe, expect, it } from 'vitest'
import type { JobView, StepView } from './run-view.ts'
import { endedStages, mayBeMerged, readStages, type StageState, stageLine } from './stage-progress.ts'

const sentAt = Date.parse('2026-11-22T21:38:18Z')

function step(name: StageName, state: StageState, completedAt: number | null = null): StepView {
  const ended = state !== 'pending' && state !== 'running'
  const status = ended ? 'completed' : state === 'running' ? 'in_progress' : 'queued'
  return { name: stages[name], status, conclusion: ended ? state : null, startedAt: null, completedAt }
}

function job(...steps: StepView[]): JobView {
  return { id: 1, name: 'deploy / change', status: 'in_progress', conclusion: null, steps }
}

function states(...steps: StepView[]) {
  return readStages([job(...steps)])
}

describe('readStages', () => {
  it('finds the stages of both jobs by the names of their steps', () => {
    const found = readStages([job(step('accepted', 'success')), job(step('uploaded', 'running'))])
    expect(found.filter(({ state }) => state !== 'pending').map(({ name, state }) => [name, state])).toEqual([
      ['accepted', 'success'],
      ['uploaded', 'running'],
    ])
  })

  it.each<[string | null, StageState]>([
    ['success', 'success'],
    ['failure', 'failure'],
    ['skipped', 'skipped'],
    ['cancelled', 'cancelled'],
    ['timed_out', 'failure'],
    ['neutral', 'failure'],
    [null, 'failure'],
  ])('reads the conclusion %j of a completed step as %s', (conclusion, state) => {
    expect(states({ ...step('accepted', 'success'), conclusion })[0]?.state).toBe(state)
  })
})

describe('endedStages', () => {
  it('names each stage once, when it ends', () => {
    const first = states(step('accepted', 'success'), step('changed', 'running'))
    const second = states(step('accepted', 'success'), step('changed', 'success'), step('pull-request', 'success'))
    expect(endedStages([], first).map(({ name }) => name)).toEqual(['accepted'])
    expect(endedStages(first, second).map(({ name }) => name)).toEqual(['changed', 'pull-request'])
    expect(endedStages(second, second)).toEqual([])
  })

  it('names a stage again when a second attempt of the run ends it differently', () => {
    expect(endedStages(states(step('live', 'failure')), states(step('live', 'success'))).map(({ state }) => state)).toEqual(['success'])
  })
})

it.each<[StageName, StageState, string]>([
  ['accepted', 'success', '    4.2 s  request accepted'],
  ['merged', 'failure', '    4.2 s  merge failed'],
  ['pull-request', 'skipped', '    4.2 s  pull request not needed'],
  ['live', 'cancelled', '    4.2 s  activation of the version cancelled'],
])('says of %s that it ended as %s', (name, state, line) => {
  expect(stageLine({ name, state, startedAt: null, completedAt: sentAt + 4200 }, sentAt)).toBe(line)
})

it('never shows a negative time, and none that is not known', () => {
  const stage = { name: 'accepted', state: 'success', startedAt: null, completedAt: sentAt - 900 } as const
  expect(stageLine(stage, sentAt)).toBe('    0.0 s  request accepted')
  expect(stageLine({ ...stage, completedAt: null }, sentAt)).toBe('           request accepted')
})

it.each<[string, StepView[], boolean]>([
  ['nothing has begun', [], false],
  ['checks run', [step('changed', 'success'), step('checked', 'running'), step('merged', 'pending')], false],
  ['the merge runs', [step('merged', 'running')], true],
  ['the merge was cut off', [step('merged', 'cancelled')], true],
  ['the merge is done', [step('merged', 'success')], true],
  ['the merge failed', [step('changed', 'success'), step('merged', 'failure')], false],
  ['nothing had to change', [step('changed', 'success'), step('merged', 'skipped')], true],
  ['the request was rejected', [step('accepted', 'failure'), step('changed', 'skipped'), step('merged', 'skipped')], false],
  ['the upload runs and the first job is out of sight', [step('uploaded', 'running')], true],
])('when %s, the deployment may be merged: %s', (_, steps, merged) => {
  expect(mayBeMerged(states(...steps))).toBe(merged)
})
