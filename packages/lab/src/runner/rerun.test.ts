import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { formatOutputs, replaceJobs } from './rerun.ts'

describe('replaceJobs', () => {
  it('leaves a job nothing to do but to give its outputs', () => {
    const text = `on: push
jobs:
  build: { if: false, needs: x, runs-on: x, environment: e, strategy: { matrix: { a: [1] } }, outputs: { old: y }, steps: [{ run: 'rm -rf /' }] }
  other: { runs-on: x, steps: [{ run: keep }] }
`
    const { jobs } = parse(replaceJobs(text, new Map([['build', { outputs: ['version'], file: '/tmp/outputs 1' }]])))
    expect(jobs.other).toEqual({ 'runs-on': 'x', steps: [{ run: 'keep' }] })
    expect(jobs.build).toEqual({
      needs: 'x',
      'runs-on': 'x',
      outputs: { version: '${{ steps.recorded.outputs.version }}' },
      steps: [
        {
          id: 'recorded',
          name: 'Outputs of the earlier attempt',
          shell: 'bash',
          run: 'cat "$RECORDED" >> "$GITHUB_OUTPUT"',
          env: { RECORDED: '/tmp/outputs 1' },
        },
      ],
    })
  })
})

describe('formatOutputs', () => {
  it('holds values of several lines, whatever they look like', () => {
    const text = formatOutputs({ a: 'x\nEOF\na<<EOF', b: '' })
    const [, delimiter] = /^a<<(end-[0-9a-f-]{36})\n/.exec(text) ?? []
    expect(text.startsWith(`a<<${delimiter}\nx\nEOF\na<<EOF\n${delimiter}\nb<<end-`)).toBe(true)
  })
})
