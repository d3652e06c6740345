import { describe, expect, it } from 'vitest'
import type { Edit, EditOptions } from './api.ts'
import { editYaml } from './edit.ts'

type Case = [title: string, before: string, edits: Edit[], after: string, options?: EditOptions]

const set = (value: Edit['value'], ...path: (string | number)[]): Edit => ({ path, value })
const drop = (...path: (string | number)[]): Edit => ({ path, value: undefined })

const scalars: Case[] = [
  ['keeps single quotes', "v: '1.0'   # c\n", [set('1.10', 'v')], "v: '1.10'   # c\n"],
  ['keeps double quotes', 'v: "1.0"\n', [set('a "b"', 'v')], 'v: "a \\"b\\""\n'],
  ['keeps plain text plain', 'v: 1.0.0 # c\n', [set('1.0.1', 'v')], 'v: 1.0.1 # c\n'],
  ['quotes what would be a number', 'v: 1.0.0\n', [set('1.10', 'v')], 'v: "1.10"\n'],
  ['follows the quotes of the file', "k: 'x'\nv: a\n", [set('1.10', 'v')], "k: 'x'\nv: '1.10'\n"],
  ['changes the type when asked', 'v: "1"\n', [set(2, 'v')], 'v: 2\n'],
  ['fills an empty value before its comment', 'v:   # c\n', [set('x', 'v')], 'v: x   # c\n'],
  ['fills an empty value behind an anchor', 'v: &a # c\n', [set('x', 'v')], 'v: &a x # c\n'],
  ['keeps an anchor that nobody uses', 'v: &a x\n', [set('z', 'v')], 'v: &a z\n'],
  ['keeps !!str', 'v: !!str 1\n', [set('2', 'v')], 'v: !!str "2"\n'],
  ['keeps a literal block', 'v: | # c\n   a\n   b\nw: 1\n', [set('c\n\nd\n', 'v')], 'v: | # c\n   c\n\n   d\nw: 1\n'],
  ['changes the chomping of a block', 'v: |\n  a\n', [set('b', 'v')], 'v: |-\n  b\n'],
  ['leaves block style when it cannot hold the text', 'v: |  # c\n  a\nw: 1\n', [set('\tb ', 'v')], 'v: "\\tb "  # c\nw: 1\n'],
  ['replaces text over several lines', 'v: a\n  b # c\nw: 1\n', [set('x', 'v')], 'v: x # c\nw: 1\n'],
  ['keeps CRLF, BOM and a missing final break', '\ufeffa: 1\r\nv: x', [set('z', 'v')], '\ufeffa: 1\r\nv: z'],
  ['edits behind a tab', '-\tx\n', [set('z', 0)], '-\tz\n'],
  ['finds a key that is a number', '8080: x\n', [set('z', '8080')], '8080: z\n'],
  ['edits a pair inside a flow list', '[a: b]\n', [set('c', 0, 'a')], '[a: c]\n'],
  ['does nothing when the value is there', 'v: "x"\n', [set('x', 'v')], 'v: "x"\n'],
  ['keeps escapes that mean the same', '{"v": "\\u00e9"}', [set('é', 'v')], '{"v": "\\u00e9"}'],
]

const structure: Case[] = [
  [
    'adds a key after the last one, before a trailing comment',
    'a:\n  b: 1 # c\n  # tail\nz: 1\n',
    [set(2, 'a', 'c')],
    'a:\n  b: 1 # c\n  c: 2\n  # tail\nz: 1\n',
  ],
  ['adds missing maps on the way', 'a: 1\n', [set('x', 'b', 'c', 'd')], 'a: 1\nb:\n  c:\n    d: x\n'],
  [
    'adds with the indentation of the file',
    'a:\n    b: 1\n',
    [set({ d: [1] }, 'a', 'c')],
    'a:\n    b: 1\n    c:\n        d:\n            - 1\n',
  ],
  ['adds lists as the file has them', 'a:\n- 1\n', [set([2], 'b')], 'a:\n- 1\nb:\n- 2\n'],
  ['adds after a file without final break', 'a: 1', [set(2, 'b')], 'a: 1\nb: 2'],
  ['adds to an empty file', '', [set(1, 'a')], 'a: 1\n'],
  ['adds below the comment of an empty file', '# only\n', [set(1, 'a')], '# only\na: 1\n'],
  ['appends to a list', '- a # c\n\n# tail\n', [set({ b: 1, c: 2 }, '-')], '- a # c\n- b: 1\n  c: 2\n\n# tail\n'],
  [
    'inserts into a list',
    '- a\n- b\n',
    [
      { ...set('x', 0), insert: true },
      { ...set('z', 2), insert: true },
    ],
    '- x\n- a\n- z\n- b\n',
  ],
  ['deletes a key with its comment', 'a: 1\nb: 2 # c\n# stays\nc: 3\n', [drop('b')], 'a: 1\n# stays\nc: 3\n'],
  ['deletes the first key behind a dash', '- a: 1\n  # b\n  b: 2\n', [drop(0, 'a')], '- # b\n  b: 2\n'],
  ['leaves an empty map behind', 'a: # c\n  b: 1\nz: 1\n', [drop('a', 'b')], 'a: {} # c\nz: 1\n'],
  ['adds to a flow map', 'a: {b: 1}\n', [set(2, 'a', 'c')], 'a: {b: 1, c: 2}\n'],
  ['adds to a flow list over lines', '[\n  a, # one\n  b # two\n]\n', [set('c', '-')], '[\n  a, # one\n  b, # two\n  c\n]\n'],
  [
    'deletes from flow lists',
    '{a: [1, 2], b: [1], c: [1, 2,]}\n',
    [drop('a', 1), drop('b', 0), drop('c', 0)],
    '{a: [1], b: [], c: [2,]}\n',
  ],
  ['replaces only what differs in a map', 'a:\n  b: 1 # c\n  c: 2\n', [set({ b: 1, c: 3 }, 'a')], 'a:\n  b: 1 # c\n  c: 3\n'],
  ['replaces only what differs in a list', '- a # 1\n- b\n- c # 3\n', [set(['a', 'x', 'z', 'c'])], '- a # 1\n- x\n- z\n- c # 3\n'],
  ['replaces a scalar by a map', 'a: 1 # c\nb: 2\n', [set({ x: 1 }, 'a')], 'a: # c\n  x: 1\nb: 2\n'],
  ['replaces a map by a scalar', 'a: # c\n  x: 1\n  y: 2 # d\nb: 2\n', [set(1, 'a')], 'a: 1 # c\nb: 2\n'],
  ['overrides a merged key', 'b: &b {v: 1}\nc:\n  <<: *b\n', [set(2, 'c', 'v')], 'b: &b {v: 1}\nc:\n  <<: *b\n  v: 2\n'],
  ['detaches an alias when told to', 'b: &b {v: 1}\nc: *b\n', [set(2, 'c', 'v')], 'b: &b {v: 1}\nc:\n  v: 2\n', { shared: 'detach' }],
  ['edits one document of several', 'a: 1\n---\na: 1\n---\na: 1\n', [set(2, 'a')], 'a: 1\n---\na: 2\n---\na: 1\n', { document: 1 }],
  [
    'writes hostile keys and values as text',
    'a: 1\n',
    [set({ '<<': 'x: y', __proto__x: '*a', '#k': '- b\n---\n' }, 'new')],
    'a: 1\nnew:\n  "<<": "x: y"\n  __proto__x: "*a"\n  "#k": |\n    - b\n    ---\n',
  ],
  [
    'adds to JSON in its own style',
    '{\n\t"a": [\n\t\t1\n\t],\n\t"e": {}\n}\n',
    [set(2, 'a', '-'), set('x', 'e', 'k')],
    '{\n\t"a": [\n\t\t1,\n\t\t2\n\t],\n\t"e": {\n\t\t"k": "x"\n\t}\n}\n',
  ],
  ['adds to JSON on one line', '{"a":1}', [set({ c: [1, 2] }, 'b')], '{"a":1,"b":{"c":[1,2]}}'],
]

describe('editYaml', () => {
  it.each([...scalars, ...structure])('%s', (_title, before, edits, after, options) => {
    expect(editYaml(before, edits, options)).toMatchObject({ ok: true, text: after })
  })

  it.each([
    '1.10',
    'yes',
    'NO',
    'on',
    'n',
    '0x1',
    '1e3',
    '0o7',
    '017',
    '12:30:45',
    '1_000',
    '.5',
    '.inf',
    'null',
    '~',
    '123456',
    '2026-01-02',
    'true',
    '',
    ' x',
    '- x',
    '1234567e12',
  ])('edge case 21: keeps %j a string', (value) => {
    for (const source of ['v: abc\n', 'v: 1\n', '{v: abc}\n', '- abc\n']) {
      const result = editYaml(source, [set(value, source.startsWith('-') ? 0 : 'v')])
      expect(result).toMatchObject({ ok: true, text: expect.stringContaining(`"${value}"`) })
    }
  })

  it('makes a change set with paths, values and lines', () => {
    const result = editYaml('a: 1\nb:\n  c.d: x\n  l: [1, 2]\nz: 0\n', [
      set('y', 'b', 'c.d'),
      drop('b', 'l', 0),
      set({ k: 1 }, 'new'),
      drop('z'),
    ])
    expect(result).toMatchObject({
      changes: [
        { path: 'b["c.d"]', from: 'x', to: 'y', line: 3 },
        { path: 'b.l[0]', from: 1, to: null, line: 4 },
        { path: 'z', from: 0, to: null, line: 5 },
        { path: 'new', from: null, to: { k: 1 }, line: 6 },
      ],
    })
  })
})

type RefusalCase = [title: string, source: string, edit: Edit, path: string, message: RegExp, options?: EditOptions]

const refusals: RefusalCase[] = [
  ['a file that is not YAML', 'a: [', set(1, 'a'), '', /not valid YAML/],
  ['a duplicate key anywhere', 'x:\n  a: 1\n  "a": 2\n', set(1, 'b'), 'x.a', /stands twice/],
  ['a path through a scalar', 'a: 1\n', set(1, 'a', 'b'), 'a.b', /single value/],
  ['a path through an alias', 'b: &b {v: 1}\nc: *b\n', set(2, 'c', 'v'), 'c', /alias \*b/],
  ['a value that is an alias', 'b: &b 1\nc: *b\n', set(2, 'c'), 'c', /alias \*b/],
  ['a value that aliases use', 'b: &b {v: 1}\nc: *b\n', set(2, 'b', 'v'), 'b', /anchor &b/],
  ['deleting an anchor in use', 'b: &b 1\nc: *b\n', drop('b'), 'b', /anchor &b/],
  ['deleting a merged key', 'b: &b {v: 1}\nc:\n  <<: *b\n', drop('c', 'v'), 'c.v', /merge/],
  ['editing a merge key', 'b: &b {v: 1}\nc:\n  <<: *b\n', set(1, 'c', '<<'), 'c["<<"]', /merge key/],
  ['adding to a pair inside a flow list', '[a: b]\n', set('c', 0, 'd'), '[0].d', /braces/],
  ['a value with a tag of its own', 'a: !secret x\n', set('y', 'a'), 'a', /tag !secret/],
  ['an absent key when told to', 'a: 1\n', set(1, 'b'), 'b', /no such key/, { missing: 'refuse' }],
  ['several documents without choice', 'a: 1\n---\na: 2\n', set(1, 'a'), '', /2 documents/],
  ['a document that is not there', 'a: 1\n', set(2, 'a'), '', /no document 3/, { document: 3 }],
  ['an index beyond the list', '- 1\n', set(1, 5), '[5]', /indexes 0 to 1/],
  ['a name in a list', 'l: [1]\n', set(1, 'l', 'x'), 'l.x', /list of 1/],
  ['a number that no file can hold', 'a: 1\n', set(Number.NaN, 'a'), 'a', /NaN/],
  ['half a character', 'a: 1\n', set('\ud800', 'a'), 'a', /surrogate/],
  ['a file too long', 'a: 1\n', set(1, 'a'), '', /allowed are 3/, { maxLength: 3 }],
  ['a file too deep', '['.repeat(2000) + ']'.repeat(2000), set(1, 0), '', /deep/],
  ['a lone carriage return', 'a: 1\rb: 2\n', set(1, 'a'), '', /carriage return/],
  ['an alias to a value that contains it', 'a: &a\n  b: *a\n', set(1, 'c'), 'a.b', /contains it/],
  ['deleting the root', 'a: 1\n', drop(), '', /root/],
  ['an edit whose result another parser rule forbids', 'x: |+\n  t\n\nv: 1\n\n', drop('v'), 'x', /untouched value would change/],
  ['JSON that is not JSON', '{a: 1}', set(1, 'a'), '', /not valid JSON/, { format: 'json' }],
]

describe('editYaml refuses', () => {
  it.each(refusals)('edge case 22: refuses %s', (_title, source, edit, path, message, options) => {
    const result = editYaml(source, [edit], options)
    expect(result).toMatchObject({ ok: false, code: 'edit-refused', message: expect.stringMatching(message) })
    if (!result.ok && path !== '') expect(result.path).toBe(path)
  })

  it.each(['12345678901234567890', '!!binary aGk=', '.nan', '{1: x}'])('to detach what cannot be copied exactly: %s', (value) => {
    const source = `a: &a\n  k: ${value}\n  v: 1\nb: *a\n`
    expect(editYaml(source, [set(2, 'b', 'v')], { shared: 'detach' })).toMatchObject({
      ok: false,
      message: expect.stringMatching(/copied exactly/),
    })
  })

  it('an alias bomb, without expanding it', () => {
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x]',
      ...'bcdefghij'.split('').map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[i]}`).join(', ')}]`),
    ].join('\n')
    expect(editYaml(`${bomb}\n`, [drop('j')])).toMatchObject({ ok: true })
  })
})
