import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LowerError } from './lower-error.ts'
import { lowerWorkflow } from './workflow.ts'

const sha = 'a'.repeat(40)
const target = { repository: 'org/gitops', sha }

function refusal(text: string, has?: (path: string) => boolean): string {
  try {
    lowerWorkflow(text, { ...target, file: 'x.yml', ...(has ? { has } : {}) })
  } catch (error) {
    if (error instanceof LowerError) return error.message
    throw error
  }
  throw new Error('was not refused')
}

describe('lowerWorkflow', () => {
  it('lowers steps and jobs, and nothing else', () => {
    const text = [
      '\uFEFFname: x # uses: $/actions/a',
      'on: push',
      'jobs:',
      '  with:',
      '    uses:   $/.github/workflows/y.yml   # why',
      '    with: { uses: $/actions/a }',
      '  b:',
      '    steps:',
      `      - uses: '$/actions/a'`,
      '      - { name: "uses: $/actions/a", uses: "$/actions/b-c" }',
      '      - uses: actions/checkout@v7',
      '      - uses: ./local',
      '      - run: |',
      '          uses: $/actions/a',
      '        env:',
      '          uses: $/actions/a',
      '',
    ].join('\r\n')
    const expected = text
      .replace('uses:   $/.github/workflows/y.yml', `uses:   org/gitops/.github/workflows/y.yml@${sha}`)
      .replace(`- uses: '$/actions/a'`, `- uses: 'org/gitops/actions/a@${sha}'`)
      .replace('uses: "$/actions/b-c"', `uses: "org/gitops/actions/b-c@${sha}"`)
    expect(lowerWorkflow(text, target)).toBe(expected)
  })

  it('lowers the steps of a composite action', () => {
    expect(lowerWorkflow('runs:\n  using: composite\n  steps:\n  - uses: $/actions/a', target)).toBe(
      `runs:\n  using: composite\n  steps:\n  - uses: org/gitops/actions/a@${sha}`,
    )
  })

  it('keeps every byte outside the references, whatever the comments and values are', () => {
    const line = fc.string().map((text) => text.replaceAll(/[\r\n]/g, ''))
    const printable = line.filter((text) => /^[\x20-\x7e]*$/.test(text))
    fc.assert(
      fc.property(printable, fc.array(fc.constantFrom('a', 'b-c', 'd_e.f')), fc.constantFrom('\n', '\r\n'), (comment, names, eol) => {
        const write = (prefix: string, suffix: string) =>
          [
            'jobs:',
            '  a:',
            '    steps:',
            `      - run: 1 # ${comment}`,
            ...names.map((name) => `      - uses: ${prefix}actions/${name}${suffix} # ${comment}`),
            '',
          ].join(eol)
        expect(lowerWorkflow(write('$/', ''), target)).toBe(write('org/gitops/', `@${sha}`))
      }),
    )
  })

  it.each([
    ['jobs: { a: { steps: [{ uses: $/actions/a@v1 }] } }', 'has no ref'],
    ['jobs: { a: { steps: [{ uses: $/../x }] } }', 'no `.` or `..` part'],
    ['jobs: { a: { steps: [{ uses: $/actions//x }] } }', 'between single slashes'],
    ['jobs: { a: { steps: [{ uses: $/ }] } }', 'the path may hold'],
    ['jobs: { a: { steps: [{ uses: "$/a b" }] } }', 'the path may hold'],
    ['jobs: { a: { steps: [{ uses: "$/a\\u001b[2J" }] } }', '\\u001b'],
    ['jobs: { a: { steps: [{ uses: "${{ x }}" }] } }', 'expressions are not evaluated'],
    ['jobs: { a: { uses: $/actions/a } }', 'a job can only call'],
    ['jobs: { a: { steps: [{ uses: $/.github/workflows/y.yml }] } }', 'a step cannot call'],
    ['jobs:\n  a:\n    steps:\n      - uses: >-\n          $/actions/a\n', 'block scalar'],
    ['jobs:\n  a:\n    steps:\n      - uses: &a $/actions/a\n      - uses: *a\n', 'x.yml:5'],
    ['jobs: [', 'not readable as YAML'],
    ['jobs: { a: { uses: x, uses: y } }', 'not readable as YAML'],
  ])('refuses %j', (text, message) => {
    expect(refusal(text)).toContain(message)
  })

  it('names every reference to nothing, with its line', () => {
    const text =
      'jobs:\n  a:\n    uses: $/.github/workflows/no.yml\n  b:\n    steps:\n      - uses: $/actions/no\n      - uses: $/actions/a\n'
    const message = refusal(text, (path) => path === 'actions/a/action.yml')
    expect(message.split('\n')).toEqual([
      'x.yml:3: uses "$/.github/workflows/no.yml": this repository has no such workflow.',
      'x.yml:6: uses "$/actions/no": this repository has no actions/no/action.yml.',
    ])
  })

  it.each([
    ['org', sha],
    ['org/..', sha],
    ['org/a b', sha],
    ['-org/a', sha],
    ['org/a/b', sha],
    ['org/a', 'main'],
    ['org/a', 'A'.repeat(40)],
  ])('refuses the target %s@%s', (repository, commit) => {
    expect(() => lowerWorkflow('jobs: {}', { repository, sha: commit })).toThrow(LowerError)
  })
})
