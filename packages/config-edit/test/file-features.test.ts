import { describe, expect, it } from 'vitest'
import { type Edit, type EditOptions, editYaml } from '../src/index.ts'

/** One entry per kind of file that the editor promises to serve: a value set, one added, one deleted, in one pass. */
interface Feature {
  readonly name: string
  readonly before: string
  readonly edits: Edit[]
  readonly after: string
  readonly options?: EditOptions
  /** False where the edits name items by their place, which the edits themselves change. */
  readonly repeatable?: boolean
}

const set = (value: Edit['value'], ...path: (string | number)[]): Edit => ({ path, value })
const drop = (...path: (string | number)[]): Edit => ({ path, value: undefined })
const changes = [set('1.10', 'app', 'version'), set(true, 'app', 'live'), drop('app', 'old')]

const long = `sha512-${'x'.repeat(200_000)}`
const words = 'word '.repeat(40_000).trim()

const features: Feature[] = [
  {
    name: 'anchors',
    before: 'base: &base {x: 1}\napp: &app\n  version: &v 1.0.0\n  old: *base\n',
    edits: changes,
    after: 'base: &base {x: 1}\napp: &app\n  version: &v "1.10"\n  live: true\n',
  },
  {
    name: 'aliases',
    before: 'base: &base {x: 1}\napp:\n  version: 1.0.0\n  team: *base # shared\n  old: *base\n',
    edits: changes,
    after: 'base: &base {x: 1}\napp:\n  version: "1.10"\n  team: *base # shared\n  live: true\n',
  },
  {
    name: 'merges',
    before: 'base: &base {version: 0.1.0, live: false}\napp:\n  <<: *base\n  old: 1\n',
    edits: changes,
    after: 'base: &base {version: 0.1.0, live: false}\napp:\n  <<: *base\n  version: "1.10"\n  live: true\n',
  },
  {
    name: 'flow style',
    before: 'app: { version: 1.0.0, old: [1, 2], z: 1 } # app\n',
    edits: changes,
    after: 'app: { version: "1.10", z: 1, live: true } # app\n',
  },
  {
    name: 'flow style over several lines',
    before: 'app: {\n    version: 1.0.0, # pinned\n    old: 1,\n  }\n',
    edits: changes,
    after: 'app: {\n    version: "1.10", # pinned\n    live: true,\n  }\n',
  },
  {
    name: 'block style',
    before: 'app:\n    old:\n    - 1\n    - 2\n    version: 1.0.0\n\nz: 1\n',
    edits: changes,
    after: 'app:\n    version: "1.10"\n    live: true\n\nz: 1\n',
  },
  {
    name: 'block scalars',
    before: 'app:\n  version: |\n    1.0.0\n  old: >+\n    a\n\n    b\n\n  note: |2-\n      kept\n    as it is\n',
    edits: changes,
    after: 'app:\n  version: |-\n    1.10\n  note: |2-\n      kept\n    as it is\n  live: true\n',
  },
  {
    name: 'several documents',
    before: 'app: {version: 1}\n---\napp:\n  version: 1.0.0\n  old: 1\n...\n---\napp: {version: 3}\n',
    edits: changes,
    after: 'app: {version: 1}\n---\napp:\n  version: "1.10"\n  live: true\n...\n---\napp: {version: 3}\n',
    options: { document: 1 },
  },
  {
    name: 'comments everywhere',
    before: '# 1\n\napp: # 2\n  # 3\n  version: # 4\n    1.0.0 # 5\n  # 6\n  old: 1 # goes\n  # 7\n\n# 8\nz: 1 # 9\n# 10',
    edits: changes,
    after: '# 1\n\napp: # 2\n  # 3\n  version: # 4\n    "1.10" # 5\n  live: true\n  # 6\n  # 7\n\n# 8\nz: 1 # 9\n# 10',
  },
  {
    name: 'tabs after dashes',
    before: 'app:\n-\t1.0.0\t# first\n-\told\n-\tlast\n',
    edits: [set('1.10', 'app', 0), drop('app', 1), set(true, 'app', '-')],
    after: 'app:\n-\t"1.10"\t# first\n-\tlast\n- true\n',
    repeatable: false,
  },
  {
    name: 'CRLF',
    before: 'app:\r\n  version: 1.0.0 # v\r\n  old: 1\r\nz: 1\r\n',
    edits: changes,
    after: 'app:\r\n  version: "1.10" # v\r\n  live: true\r\nz: 1\r\n',
  },
  {
    name: 'a byte order mark',
    before: '\ufeffapp:\n  version: 1.0.0\n  old: 1\n',
    edits: changes,
    after: '\ufeffapp:\n  version: "1.10"\n  live: true\n',
  },
  {
    name: 'no final newline',
    before: 'app:\n  old: 1\n  version: 1.0.0',
    edits: changes,
    after: 'app:\n  version: "1.10"\n  live: true',
  },
  {
    name: 'non-string keys',
    before: '8080: {version: 1.0.0}\ntrue: x\n~: y\n1.5: z\n[a, b]: w\n',
    edits: [set('1.10', '8080', 'version'), set('X', 'true'), drop('null'), set(2, 1.5), set(true, 'live')],
    after: '8080: {version: "1.10"}\ntrue: X\n1.5: 2\n[a, b]: w\nlive: true\n',
  },
  {
    name: 'very long lines',
    before: `app:\n  integrity: ${long} # kept\n  text: "${words}"\n  version: 1.0.0\n  old: ${long}\n`,
    edits: [...changes, set(`${long}y`, 'app', 'integrity')],
    after: `app:\n  integrity: ${long}y # kept\n  text: "${words}"\n  version: "1.10"\n  live: true\n`,
  },
  {
    name: 'JSON',
    before: '{\n  "app": {\n    "version": "1.0.0",\n    "old": [1, 2]\n  }\n}\n',
    edits: changes,
    after: '{\n  "app": {\n    "version": "1.10",\n    "live": true\n  }\n}\n',
  },
  {
    name: 'JSON on one line',
    before: '{"app":{"old":1,"version":"1.0.0"},"z":1}',
    edits: changes,
    after: '{"app":{"version":"1.10","live":true},"z":1}',
  },
]

describe('a file with', () => {
  it.each(features)(
    'edge case 20, claim 12: $name: only the bytes of the changed values change',
    ({ before, edits, after, options, repeatable = true }) => {
      const result = editYaml(before, edits, options)
      expect(result).toMatchObject({ ok: true })
      expect(result.ok && result.text).toBe(after)
      expect(result.ok && result.changes.length).toBe(edits.length)
      if (repeatable) expect(editYaml(after, edits, options)).toEqual({ ok: true, text: after, changes: [] })
    },
  )

  it.each([
    ['at the root', 'app: {version: 1}\nz: 1\napp: 2\n'],
    ['far from the edit', 'app: {version: 1}\nz:\n  - a: 1\n    a: 2\n'],
    ['in a flow map', 'app: {version: 1, old: 1, "old": 2}\n'],
    ['in JSON', '{"app": {"version": 1}, "app": {}}'],
    ['in another document', 'app: {version: 1}\n---\na: 1\na: 2\n'],
    ['of a number and its other spelling', 'app: {version: 1}\n8: a\n0x8: b\n'],
  ])('edge case 22: duplicate keys %s is refused', (_where, text) => {
    const options = text.includes('---') ? { document: 0 } : {}
    expect(editYaml(text, [set(2, 'app', 'version')], options)).toMatchObject({ ok: false, message: expect.stringMatching(/stands twice/) })
  })
})

describe('a path through an alias that others share', () => {
  const shared = 'base: &base\n  version: 1.0.0\n  hosts: [a]\nweb: *base\napi: *base\n'

  it('edge case 22: is refused, and says what would change too', () => {
    expect(editYaml(shared, [set('2', 'web', 'version')])).toMatchObject({
      ok: false,
      path: 'web',
      message: expect.stringMatching(/alias \*base/),
    })
    expect(editYaml(shared, [set('2', 'base', 'version')])).toMatchObject({ ok: false, message: expect.stringMatching(/2 other place/) })
  })

  it('gets a copy of its own when told to detach, and the others keep theirs', () => {
    const after = 'base: &base\n  version: 1.0.0\n  hosts: [a]\nweb:\n  version: "2"\n  hosts:\n    - a\napi: *base\n'
    expect(editYaml(shared, [set('2', 'web', 'version')], { shared: 'detach' })).toMatchObject({ ok: true, text: after })
  })

  it('is no obstacle when the value is there already', () => {
    expect(editYaml(shared, [set('1.0.0', 'web', 'version')])).toEqual({ ok: true, text: shared, changes: [] })
  })
})

describe('quoting', () => {
  it.each([
    ['kept single', "v: 'a'", 'b', "v: 'b'"],
    ['kept double', 'v: "a"', 'b', 'v: "b"'],
    ['kept plain', 'v: a', 'b', 'v: b'],
    ['kept single around what needs quotes', "v: '1.0'", '1.10', "v: '1.10'"],
    ['changed to double for what single quotes cannot hold', "v: 'a'", 'a\u0007', 'v: "a\\u0007"'],
    ['added for what would become a number', 'v: a', '1.10', 'v: "1.10"'],
    ['added for what would become a boolean to old readers', 'v: a', 'yes', 'v: "yes"'],
    ['added for what would become null', 'v: a', '~', 'v: "~"'],
    ['added for what would become a date', 'v: a', '2026-01-02', 'v: "2026-01-02"'],
    ['added for what would become a comment', 'v: a', 'b #c', 'v: "b #c"'],
    ['dropped when the value is no string any more', 'v: "1"', 1, 'v: 1'],
  ])('edge case 21: quoting is %s', (_what, before, value, after) => {
    expect(editYaml(before, [set(value, 'v')])).toMatchObject({ ok: true, text: after })
  })
})
