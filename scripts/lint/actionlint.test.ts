import { describe, expect, it } from 'vitest'
import { localise } from './actionlint.ts'

describe('localise', () => {
  it('turns references to the library into local ones, on the same lines', () => {
    const text = [
      'jobs:',
      '  a: { uses: "org/gitops/.github/workflows/x.yml@v1" } # as a caller writes it',
      '  b:',
      '    steps:',
      '      - uses: $/actions/a',
      '      - uses: actions/checkout@v7',
      '      - uses: org/gitops-other/actions/a@v1',
    ].join('\n')
    expect(localise(text)).toBe(
      text.replace('"org/gitops/.github/workflows/x.yml@v1"', './.github/workflows/x.yml').replace('$/actions/a', './actions/a'),
    )
  })

  it('leaves to actionlint what is not YAML', () => {
    expect(localise('jobs: [')).toBe('jobs: [')
  })
})
