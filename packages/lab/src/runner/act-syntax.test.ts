import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { adaptForAct } from './act-syntax.ts'

describe('adaptForAct', () => {
  it('gives back the very same text when there is nothing to do', () => {
    const text = 'on: push # always\njobs:\n  a: { runs-on: x, environment: production, steps: [] }\n'
    expect(adaptForAct(text)).toBe(text)
  })

  it('takes out what act refuses and keeps a matrix from running in parallel', () => {
    const adapted = parse(
      adaptForAct(`on: push
concurrency: { group: a, queue: max }
jobs:
  a:
    concurrency: { group: b, queue: max }
    environment: { name: production, deployment: false }
    strategy: { max-parallel: 4, matrix: { x: [1, 2] } }
`),
    )
    expect(adapted).toEqual({
      on: 'push',
      concurrency: { group: 'a' },
      jobs: {
        a: { concurrency: { group: 'b' }, environment: { name: 'production' }, strategy: { 'max-parallel': 1, matrix: { x: [1, 2] } } },
      },
    })
  })
})
