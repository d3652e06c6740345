import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { proofPage } from './proof-page.ts'

describe('docs/edge-cases.md', () => {
  const { files, problems } = proofPage(join(import.meta.dirname, '../..'))
  const text = files[0]?.text ?? ''
  const numbers = (begin: string, end: string) =>
    [...(text.split(begin)[1]?.split(end)[0] ?? '').matchAll(/^\| (R?\d+) \|/gm)].map(([, number]) => number)
  const upTo = (last: number, prefix = '') => Array.from({ length: last }, (_, index) => `${prefix}${index + 1}`)

  it('has a test or a reason for every row, and a row for every name in a title', () => {
    expect(problems).toEqual([])
  })

  it('leaves nothing out', () => {
    expect(numbers('# Edge cases', '## Fetch and unpack')).toEqual(upTo(45))
    expect(numbers('## Fetch and unpack', '## What no other tool has')).toEqual(upTo(34))
    expect(numbers('## What no other tool has', '## Promises')).toEqual(upTo(15))
    expect(numbers('## Promises', '## Faults')).toEqual(upTo(18, 'R'))
    const faults = numbers('## Faults', '\n## ')
    expect(faults).toEqual(upTo(faults.length))
    expect(faults.length).toBeGreaterThan(60)
  })
})

describe('a page of proofs', () => {
  let root: string
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'proofs-'))
  })
  afterEach(() => rmSync(root, { recursive: true }))

  const put = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  const page = (...rows: string[]) =>
    put(
      'docs/edge-cases.md',
      ['# Edge cases', '', '<!-- proved by the tests that name it: edge case -->', '| | | |', '|-|-|-|', ...rows, ''].join('\n'),
    )

  it('gets the file and the title of each test, and keeps reasons', () => {
    put('test/a.test.ts', `it('edge case 1, edge case 3: does it', f)\nit.each(x)("edge case 1: isn't %s", f)\n`)
    put('packages/x/node_modules/b/b.test.ts', `it('edge case 1: strange', f)\n`)
    page('| 1 | a | b | old |', '| 2 | a | b | Not here: it is GitHub’s. |', '| 3 | a | b |  |')
    const { files, problems } = proofPage(root)
    expect(problems).toEqual([])
    expect(files[0]?.text.split('\n').slice(5, 8)).toEqual([
      "| 1 | a | b | [test/a.test.ts](../test/a.test.ts) `does it`, `isn't …` |",
      '| 2 | a | b | Not here: it is GitHub’s. |',
      '| 3 | a | b | [test/a.test.ts](../test/a.test.ts) `does it` |',
    ])
  })

  it.each<[string, string, string[], string]>([
    ['has no test and no reason', '', ['| 1 | a | b |  |'], 'edge case 1: no test names it'],
    ['has lost its test', '', ['| 1 | a | b | [test/a.test.ts](../test/a.test.ts) `gone` |'], 'edge case 1: no test names it'],
    ['is there twice', `it('edge case 1: x', f)`, ['| 1 | a | b | |', '| 1 | a | b | |'], 'edge case 1 is there twice'],
    ['is missing', `it('edge case 9: x', f)`, ['| 1 | a | b | Not here: so. |'], 'edge case 9 has tests but no row'],
    ['has its test switched off', `it.skip('edge case 1: x', f)`, ['| 1 | a | b | |'], 'switched off'],
    ['names a fault that nobody plays', '', ['| 1 | a | b | `npm run faults -- --only earthquake` |'], 'no fault has "earthquake"'],
    [
      'names a fault that no release is played with',
      '',
      ['| 1 | a | b | `npm run faults -- release --only earthquake` |'],
      'no fault of a release is called "earthquake"',
    ],
    ['names a scenario that is not there', '', ['| 1 | a | b | `npm run lab -- --scenario nowhere` |'], 'no scenario is called nowhere'],
  ])('is refused while a row %s', (_, source, rows, problem) => {
    put('test/a.test.ts', source)
    page(...rows)
    expect(proofPage(root).problems).toEqual([expect.stringContaining(problem)])
  })
})
