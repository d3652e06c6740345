import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { config } from '../test/examples.ts'
import { type GitopsConfig, parseGitopsConfig } from './index.ts'

const file = 'gitops.yaml'
const minimal = `schema: 1
environments:
  staging: { target: local, url: https://staging.example.com }
targets:
  local: { provider: local }
`

function faults(text: string): string[] {
  const parsed = parseGitopsConfig(text, file)
  return parsed.ok ? [] : parsed.reasons.map(({ code, message }) => `${code} ${message}`)
}

describe('gitops.yaml', () => {
  it('is read as YAML with comments, CRLF, a byte order mark, or as JSON', () => {
    for (const text of [minimal, `# ours\n${minimal}`, minimal.replaceAll('\n', '\r\n'), `\ufeff${minimal}`, JSON.stringify(config)]) {
      expect(parseGitopsConfig(text, file)).toEqual({ ok: true, value: config })
    }
  })

  it('may say everything that the schema knows', () => {
    const full: GitopsConfig = {
      ...config,
      environments: {
        production: {
          target: 'local',
          url: 'https://[::1]:8443/mfe/',
          ordering: 'ancestry',
          proof: 'attested',
          frozen: { reason: 'Größere Umbauten' },
        },
      },
      senders: { users: [583231], installations: [1] },
      transports: ['workflow_dispatch'],
      desiredState: { path: 'state/{environment}.yaml', key: ['frontends', '{mfe}'] },
      registrations: { path: 'teams/{mfe}/registration.yml' },
      checks: { statusContext: 'gitops/deployment' },
    }
    expect(parseGitopsConfig(stringify(full), file)).toEqual({ ok: true, value: full })
  })

  it('gives maps without a prototype', () => {
    const parsed = parseGitopsConfig(minimal, file)
    expect(parsed.ok && Object.getPrototypeOf(parsed.value.environments)).toBe(null)
  })
})

describe('a fault in gitops.yaml names file, line, path, value and what is allowed', () => {
  it.each([
    ['schema: 2', 'gitops.yaml:1, schema: The value is not allowed (seen 2; allowed: the number 1).'],
    ['schema: "1"', 'gitops.yaml:1, schema: The value is not allowed (seen "1"; allowed: the number 1).'],
    ['target: local, ', 'gitops.yaml:3, environments.staging.target: A field is missing (allowed: 1 to 63 characters', ''],
    [
      'target: local',
      'gitops.yaml:3, environments.staging.target: There is no target of this name (seen "aws"; allowed: local).',
      'target: aws',
    ],
    [
      'provider: local',
      'gitops.yaml:5, targets.local.provider: The value is not allowed (seen "azure"; allowed: local, aws, mixed)',
      'provider: azure',
    ],
    [
      'https://staging',
      'gitops.yaml:3, environments.staging.url: The value is not allowed (seen "ftp://staging.example.com"; allowed: an http or https URL',
      'ftp://staging',
    ],
    ['https://staging', 'environments.staging.url: The value is not allowed', 'https://user@staging'],
    ['https://staging.example.com', 'environments.staging.url: The URL is not valid', '"http://[.]"'],
    ['staging:', 'gitops.yaml:3, environments.Staging: The value is not allowed (seen "Staging"; allowed: 1 to 63 characters', 'Staging:'],
    ['staging:', 'environments."st\\u{430}ging"', 'st\u0430ging:'],
    ['staging:', 'environments.__proto__', '__proto__:'],
    ['targets:', 'gitops.yaml:4, target: There is a field that the schema does not know', 'target:'],
    ['targets:', 'gitops.yaml:1, targets: A field is missing', 'target:'],
    ['schema: 1', 'gitops.yaml:2, transports: The value is not allowed (seen a list of 0 items', 'schema: 1\ntransports: []'],
    ['schema: 1', 'senders: The value is not allowed (seen an empty map', 'schema: 1\nsenders: {}'],
    [
      'schema: 1',
      'gitops.yaml:2, senders.users.0: The value is not allowed (seen "octocat"; allowed: a whole number above 0)',
      'schema: 1\nsenders: { users: [octocat] }',
    ],
  ])('%s: %s', (from, message, to?: string) => {
    const text = to === undefined ? minimal.replace('schema: 1', from) : minimal.replace(from, to)
    expect(text).not.toBe(minimal)
    expect(faults(text).join('\n')).toContain(message)
    expect(faults(text).every((fault) => fault.startsWith('config-invalid '))).toBe(true)
  })
})

describe('YAML that is valid but means something else', () => {
  it.each([
    ['1.10', '1.10, which YAML reads as a number', 'Write the value in quotes.'],
    ['0x1', 'seen 0x1;', 'in quotes when it is text'],
    ['1e3', 'seen 1e3;', 'in quotes when it is text'],
    ['010', 'seen 010;', 'in quotes when it is text'],
    ['.inf', 'seen .inf;', 'in quotes when it is text'],
    ['yes', 'seen yes;', 'Write true or false, or "yes" when it is text.'],
    ['No', 'seen No;', 'or "No" when it is text'],
    ['off', 'seen off;', 'when it is text'],
    ['null', 'null, which YAML reads as null', 'Write the value in quotes.'],
    ['~', '~, which YAML reads as null', 'Write the value in quotes.'],
    ['true', 'true, which YAML reads as a boolean', 'Write the value in quotes.'],
  ])('%s where a string is wanted', (written, seen, remedy) => {
    const [fault] = faults(minimal.replace('target: local', `target: ${written}`))
    expect(fault).toContain('gitops.yaml:3, environments.staging.target: ')
    expect(fault).toContain(seen)
    expect(fault).toContain(remedy)
  })

  it.each(['1.10', 'yes', '0x1', 'null'])('%s in quotes is a string', (written) => {
    const text = minimal.replace('url: https://staging.example.com', `url: https://staging.example.com, frozen: { reason: '${written}' }`)
    expect(parseGitopsConfig(text, file)).toMatchObject({ ok: true, value: { environments: { staging: { frozen: { reason: written } } } } })
  })

  it.each([
    ['anchor', 'staging: &a', 'Anchors and aliases are not allowed in this file (seen &a)'],
    ['alias', 'prod: *a\n  staging:', 'Anchors and aliases are not allowed in this file (seen *a)'],
    ['merge key', '<<: {}\n  staging:', 'environments.'],
    ['tag', 'staging: !!map', 'Tags are not allowed'],
    ['unknown tag', 'staging: !env', 'not valid YAML'],
    ['duplicate key', 'staging: {}\n  staging:', 'The key is there more than once'],
    ['duplicate key in other words', '"st\\u0061ging": {}\n  staging:', 'The key is there more than once'],
    ['number as a key', '1:', 'A key is not a string (seen 1)'],
    ['map as a key', '? {a: 1}\n  :', 'A key is not a string'],
    ['word as a key', 'no:', 'or "no" when it is text'],
  ])('%s', (_, staging, message) => {
    expect(faults(minimal.replace('staging:', staging)).join('\n')).toContain(message)
  })

  it.each([
    ['nothing', '', 'seen null'],
    ['a comment', '# nothing here', 'seen null'],
    ['a list', '- 1', 'seen a list of 1 item'],
    ['text', 'hello', 'seen "hello"'],
    ['two documents', `${minimal}---\n${minimal}`, 'more than one document'],
    ['a directive', `%FOO bar\n---\n${minimal}`, 'not valid YAML'],
    ['broken YAML', `${minimal}\n}`, 'not valid YAML'],
    ['tabs', minimal.replace('  staging', '\tstaging'), 'not valid YAML'],
    ['a megabyte', 'a'.repeat(1_048_576), 'too large'],
    ['deep flow', '['.repeat(100_000), 'too deeply nested'],
    ['deep maps', '{a: '.repeat(50_000), 'too deeply nested'],
    ['deep lists', '- '.repeat(100_000), 'too deeply nested'],
    ['deep blocks', Array.from({ length: 40 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'), 'too deeply nested'],
  ])('%s', (_, text, message) => {
    expect(faults(text).join('\n')).toContain(message)
  })
})

describe('the places of desired state', () => {
  const withLayout = (layout: object) => faults(stringify({ ...config, ...layout })).join('\n')

  it.each([
    [{ path: 'environments/{environment}.yaml' }, 'Neither path nor key names {mfe}'],
    [{ path: '{mfe}.yaml', key: ['x'] }, 'Neither path nor key names {environment}'],
    [{ path: 'state/{environment}-{mfe}.yaml' }, 'Two different deployments could have the same place'],
    [{ path: 'state.yaml', key: ['{environment}{mfe}'] }, 'Two different deployments could have the same place'],
    [{ path: 'mfes/{mfe}.yaml', key: ['{environment}'] }, 'Deployments would write into a file that holds policy'],
    [{ path: 'gitops.yaml', key: ['{environment}', '{mfe}'] }, 'Deployments would write into a file that holds policy'],
    [{ path: '{mfe}.yaml', key: ['{environment}'] }, 'Deployments would write into a file that holds policy'],
    [{ path: '../{environment}/{mfe}.yaml' }, 'desiredState.path: The value is not allowed'],
    [{ path: '/{environment}/{mfe}.yaml' }, 'desiredState.path: The value is not allowed'],
    [{ path: '.github/{environment}/{mfe}.yaml' }, 'desiredState.path: The value is not allowed'],
    [{ path: '{environment}/{mfe}/{version}.yaml' }, 'desiredState.path: The value is not allowed'],
    [{ path: '{environment}/{mfe}.sh' }, 'desiredState.path: The value is not allowed'],
    [{ path: '{environment}.yaml', key: ['{mfe}', '__proto__'] }, 'desiredState.key.1: The value is not allowed'],
  ])('%o is refused', (desiredState, message) => {
    expect(withLayout({ desiredState })).toContain(message)
  })

  it.each([
    { path: 'environments/{environment}/{mfe}.yaml' },
    { path: '{environment}.{mfe}.json' },
    { path: '{environment}.yaml', key: ['a', '{mfe}'] },
    { path: 'all.yaml', key: ['{mfe}', '{environment}'] },
  ])('%o is accepted', (desiredState) => {
    expect(withLayout({ desiredState })).toBe('')
  })

  it('need one registration per micro-frontend', () => {
    expect(withLayout({ registrations: { path: 'mfes.yaml' } })).toContain('registrations.path: Each micro-frontend has one registration')
    expect(withLayout({ registrations: { path: 'mfes/{environment}/{mfe}.yaml' } })).toContain(
      'registrations.path: Each micro-frontend has one registration',
    )
  })
})

describe('whatever the file holds', () => {
  it('it is read or gets reasons, and nothing is thrown', () => {
    const piece = fc.constantFrom(
      'schema: 1\n',
      'environments:\n',
      '  staging:',
      ' { target: local',
      ', url: "http://a" }\n',
      '&a ',
      '*a',
      '!!str ',
      '- ',
      '? ',
      '<<: ',
      '"',
      "'",
      '|\n',
      '{',
      '}',
      '[',
      ']',
      '#',
      '\r\n',
      '\t',
      '\u0000',
      '--- ',
      '%YAML 1.1\n',
      '\ud800',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 4 })), { maxLength: 30 }), (pieces) => {
        const parsed = parseGitopsConfig(pieces.join(''), file)
        for (const { message } of parsed.ok ? [] : parsed.reasons) expect(message).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u)
      }),
      { numRuns: 500 },
    )
  })

  it('a value that was written as YAML is read back as it was', () => {
    const name = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,8}$/).filter((text) => !/^(?:con|prn|aux|nul|com\d|lpt\d)$/.test(text))
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 5 }), (names) => {
        const environments = Object.fromEntries(names.map((key) => [key, { target: 'local', url: 'https://example.com' }]))
        const text = stringify({ ...config, environments }, { defaultKeyType: 'QUOTE_DOUBLE', defaultStringType: 'QUOTE_DOUBLE' })
        expect(parseGitopsConfig(text, file)).toEqual({ ok: true, value: { ...config, environments } })
      }),
    )
  })
})
