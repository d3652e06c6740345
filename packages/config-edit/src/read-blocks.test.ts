import { describe, expect, it } from 'vitest'
import { editYaml } from './edit.ts'
import { readWhole, readYaml } from './read-yaml.ts'

const split: [title: string, text: string][] = [
  ['keys', 'a: 1\nb: 2\n"c d": 3\n'],
  ['a map below a key', 'a:\n  # first\n  b: 1\n  c:\n    - 1\n    - 2\n  d: {e: 1}\nz: 1'],
  ['a list below a key, at its indentation', 'a: # here\n- b: 1\n  c: 2\n\n- d\n# e\n- f\nz:\n- 1\n- 2\n- 3\n- 4\n- 5\n- 6\n'],
  ['a list at the root', '# head\n- a\n- - b\n  - c\n-\n  d: 1\n-\te\n'],
  ['a document start and comments', '# head\n---\na: 1 # one\n# between\n\n  # indented\nb: 2\n# tail'],
  ['CRLF', 'a:\r\n  b: 1\r\n  c: 2\r\nd: 3\r\ne: |\r\n  f\r\n\r\ng: 1'],
  ['block scalars with trailing blank lines', 'a: |+\n  x\n\n\nb: >-\n  y\n # comment\nc: |\n  z\n\n'],
  ['anchors, aliases and merges across blocks', 'a: &a\n  x: 1\nb:\n  <<: *a\nc: *a\nd: &a 2\ne: *a\n'],
  ['explicit and odd keys among others', 'a: 1\n? b\n: 2\n8080: 3\n? [c]\n: 4\n~: 5\nz: 6\n'],
  [
    'plain lines of every kind',
    `a: 1.4.0 # x\nb: 'q' #y\nc: "r"\nd: true\ne: 12\nf: a b:c#d\ng:\n  - x: 1\n    y: [a, 'b', 3]\n  - { k: v, l: 2 }\n  - z\nh:\n- []\n- {}\n`,
  ],
  [
    'words that are no text',
    'a: null\nb: ~\nc: 0x1f\nd: 1.5\ne: 1e3\nf: .inf\ng: 007\nh: True\ni: 123456789012345678901\nj: -1\nk: 1.2.3\nl: 1_000\n',
  ],
  ['literal text', 'a: |\n  x\n   y\n\n  z\nb:\n  c: |-\n    one\n\n\n  d: |\r\n    two\r\n# end\ne: |2\n   f\n'],
  ['lines that only look plain', "a: b\n  c\ng: h #i\nj: k#l\np: 'it''s'\nq: \"\\t\"\nr:\ts\nu: v\t\nw: \u00e9\n#x\ny: 1\n"],
  ['text over several lines', 'a: one\n  two\nb: "three\n  four"\nc: [1,\n  2]\nd: 4\n'],
]

const whole: [title: string, text: string][] = [
  ['a quoted text that reads like keys', 'a: "x\nb: y\nc: z"\n'],
  ['a flow collection at the left edge', 'a: [\nb,\nc\n]\nd: 1\n'],
  ['several documents', 'a: 1\n---\nb: 2\n---\nc: 3\n'],
  ['a document end', 'a: 1\nb: 2\n...\nc: 3\n'],
  ['a directive', '%YAML 1.1\n---\na: yes\nb: no\n'],
  ['one text over several lines', 'a\nb\nc\n'],
  ['a root with an anchor', '&r\na: 1\nb: 2\n'],
  ['keys at different columns', 'a: 1\n b: 2\nc: 3\n'],
  ['the same key in two blocks', 'a: 1\nb: 2\na: 3\n'],
  ['text below a comment further left, where the parser loses its column', '-\n#c\n  a\n\n  b\n- "c"\n- d\n'],
  ['an item among keys', 'a: 1\n- b\nc: 2\n'],
]

function read(readIt: () => unknown): unknown {
  try {
    return readIt()
  } catch (error) {
    return { refused: (error as Error).message }
  }
}

describe('readYaml, block by block', () => {
  it.each(split)('reads %s as the parser reads the whole file', (_title, text) => {
    const reading = readYaml(text, { lines: 1 })
    expect(reading.blocks).toBeDefined()
    expect(reading.documents[0]?.root).toEqual(readWhole(text)[0]?.root)
  })

  it.each(whole)('leaves %s whole', (_title, text) => {
    const result = read(() => readYaml(text, { lines: 1 }))
    expect(result).toEqual(read(() => ({ documents: readWhole(text) })))
  })
})

describe('a large file', () => {
  const item = (i: number) => `  app-${i}:\n    version: 1.${i}.0 # by hand\n    hosts: [a, b]\n    team: 'x'\n`
  const large = `# apps\napps:\n${Array.from({ length: 300 }, (_, i) => item(i)).join('')}last: 1\n`

  it('is edited in many places, byte for byte', () => {
    const edits = [3, 150, 299].flatMap((i) => [
      { path: ['apps', `app-${i}`, 'version'], value: '2.10' },
      { path: ['apps', `app-${i}`, 'hosts', '-'], value: `c${i}` },
    ])
    const result = editYaml(large, [
      ...edits,
      { path: ['apps', 'app-7'], value: undefined },
      { path: ['apps', 'app-300'], value: { version: 'new' } },
    ])
    const intended = large
      .replace(item(7), '')
      .replaceAll(/( {2}app-(?:3|150|299):\n {4}version: )\S+(.*\n {4}hosts: )\[a, b\]/g, "$1'2.10'$2[a, b, cN]")
      .replace('last:', '  app-300:\n    version: new\nlast:')
    expect(result).toMatchObject({ ok: true, text: [3, 150, 299].reduce((text, i) => text.replace('cN', `c${i}`), intended) })
  })

  it('names the lines of its changes', () => {
    const result = editYaml(large, [
      { path: ['apps', 'app-0', 'note'], value: 'x' },
      { path: ['apps', 'app-299', 'team'], value: 'y' },
    ])
    expect(result).toMatchObject({ changes: [{ line: 7 }, { line: 2 + 300 * 4 + 1 }] })
  })

  it.each([
    ['an error far from the edit', `${large}x: [\n`, /not valid YAML/],
    ['a key that stands twice, far apart', large.replace('app-299:', 'app-0:'), /stands twice/],
    ['an alias to a later anchor', `${large}x: *late\ny: &late 1\n`, /no anchor before it/],
  ])('is refused for %s', (_title, text, message) => {
    expect(editYaml(text, [{ path: ['apps', 'app-1', 'team'], value: 'y' }])).toMatchObject({
      ok: false,
      message: expect.stringMatching(message),
    })
  })

  it('refuses to move what an alias in an untouched block refers to', () => {
    const text = `base: &base {v: 1}\n${large}other: *base\n`
    expect(editYaml(text, [{ path: ['base'], value: undefined }])).toMatchObject({
      ok: false,
      message: expect.stringMatching(/anchor &base/),
    })
    expect(editYaml(text, [{ path: ['apps', 'app-5', 'team'], value: 'y' }])).toMatchObject({ ok: true })
  })
})
