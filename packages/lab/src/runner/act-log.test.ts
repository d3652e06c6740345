import { describe, expect, it } from 'vitest'
import { parseActLine } from './act-log.ts'

const inStep = { job: 'deploy/X/one   ', jobID: 'one', matrix: {}, level: 'info', step: 'Say hello', stepID: ['hello'], stage: 'Main' }
const step = { job: { id: 'one', path: 'deploy/X/one', matrix: {} }, id: 'hello', stage: 'Main', name: 'Say hello' }
const line = (fields: object) => parseActLine(JSON.stringify({ ...inStep, ...fields }))

describe('parseActLine', () => {
  it.each<[string, object, object | null]>([
    ['the start of a step', { msg: '⭐ Run Main Say hello' }, { kind: 'step-started', step }],
    [
      'its end',
      { msg: 'ok', stepResult: 'failure', executionTime: 1_500_000 },
      { kind: 'step-finished', step, result: 'failure', milliseconds: 1.5 },
    ],
    ['an output', { command: 'set-output', name: 'a', arg: 'x\ny' }, { kind: 'output', step, name: 'a', value: 'x\ny' }],
    ['a summary', { command: 'summary', content: '# hi' }, { kind: 'summary', step, content: '# hi' }],
    ['a mask', { command: 'add-mask', arg: 'secret' }, { kind: 'mask', step, value: 'secret' }],
    [
      'an annotation',
      { command: 'error', arg: 'no', kvPairs: { file: 'a.js', line: '3' } },
      { kind: 'annotation', step, level: 'error', message: 'no', properties: { file: 'a.js', line: '3' } },
    ],
    ['a printed line', { msg: 'plain\r\n', raw_output: true }, { kind: 'text', step, text: 'plain' }],
    ['the reason of a failure', { level: 'error', msg: 'exit status 3' }, { kind: 'text', step, text: 'exit status 3' }],
    ['another command', { command: 'set-env', name: 'A', arg: 'b' }, null],
    ['a step of a composite action', { msg: 'ok', stepResult: 'success', stepID: ['hello', '0'] }, null],
    ['a post step', { msg: '⭐ Run Post Say hello', stage: 'Post' }, { kind: 'step-started', step: { ...step, stage: 'Post' } }],
    [
      'a step that every job has',
      { msg: '⭐ Run Set up job', step: 'Set up job', stepID: undefined, stepid: ['--setup-job'], stage: undefined },
      { kind: 'step-started', step: { ...step, id: null, stage: 'Job', name: 'Set up job' } },
    ],
    [
      'the end of a job',
      { msg: 'done', jobResult: 'success', step: undefined, stepID: undefined },
      { kind: 'job-finished', job: step.job, result: 'success' },
    ],
    [
      'what act says of itself',
      { job: undefined, jobID: undefined, level: 'warning', msg: 'no docker' },
      { kind: 'notice', level: 'warning', message: 'no docker' },
    ],
  ])('reads %s', (_name, fields, expected) => {
    expect(line(fields)).toEqual(expected)
  })

  it('takes a line that is not JSON for an error of act', () => {
    expect(parseActLine("Error: Job 'x' failed")).toEqual({ kind: 'notice', level: 'error', message: "Error: Job 'x' failed" })
    expect(parseActLine('')).toBeNull()
  })
})
