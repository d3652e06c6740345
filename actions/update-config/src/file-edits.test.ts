import { describe, expect, it } from 'vitest'
import { editFiles } from './apply-edits.ts'
import { isInside, parseFileEdits } from './file-edits.ts'

describe('parseFileEdits', () => {
  it('takes a list of edits; a missing value deletes', () => {
    expect(
      parseFileEdits([
        { file: 'a.yaml', path: ['x', 0], value: '1' },
        { file: 'a.yaml', path: ['y'] },
      ]),
    ).toEqual([
      { file: 'a.yaml', path: ['x', 0], value: '1' },
      { file: 'a.yaml', path: ['y'], value: undefined },
    ])
  })

  it.each([
    ['no list', {}],
    ['an empty list', []],
    ['no object', ['x']],
    ['a stranger among the fields', [{ file: 'a', path: ['x'], value: 1, mode: 'w' }]],
    ['an empty path', [{ file: 'a', path: [], value: 1 }]],
    ['a negative index', [{ file: 'a', path: [-1], value: 1 }]],
    ['a path out of the repository', [{ file: '../a', path: ['x'], value: 1 }]],
  ])('refuses %s', (_, input) => {
    expect(() => parseFileEdits(input)).toThrow(/^Input edits/)
  })
})

describe('isInside', () => {
  it.each(['a.yaml', 'charts/a/values.yaml', '.github/x.yml', 'a..b/c'])('takes %j', (file) => {
    expect(isInside(file)).toBe(true)
  })

  it.each(['/etc/passwd', '../a', 'a/../../b', 'a//b', './a', '', 'a\\b', 'C:/a', 'a\u0000b', '.git/config', '.GIT/hooks/x', 'a/'])(
    'refuses %j',
    (file) => {
      expect(isInside(file)).toBe(false)
    },
  )
})

describe('editFiles', () => {
  const texts = { 'a.yaml': 'tag: 1 # keep\n', 'b.yaml': 'tag: 2\n' }

  it('gives the files that change, and nothing for those that do not', () => {
    const edits = [
      { file: 'a.yaml', path: ['tag'], value: 3 },
      { file: 'b.yaml', path: ['tag'], value: 2 },
    ]
    expect(editFiles(texts, edits)).toMatchObject([
      { path: 'a.yaml', contents: 'tag: 3 # keep\n', changes: [{ file: 'a.yaml', path: 'tag', from: 1, to: 3, line: 1 }] },
    ])
  })

  it('throws before anything could be written when one file is missing', () => {
    expect(() => editFiles({ ...texts, 'c.yaml': null }, [{ file: 'c.yaml', path: ['x'], value: 1 }])).toThrow(
      'c.yaml: there is no such file',
    )
  })
})
