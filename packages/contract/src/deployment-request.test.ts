import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { request } from '../test/examples.ts'
import { type DeploymentRequest, parseRequest, type ReasonCode, requestFields } from './index.ts'

const megabyte = 'a'.repeat(1_048_576)

function reject(input: unknown) {
  const parsed = parseRequest(input)
  if (parsed.ok) throw new Error(`accepted: ${JSON.stringify(parsed.value)}`)
  return parsed.reasons
}

describe('a request that is right', () => {
  it('is accepted as an object and as JSON text', () => {
    expect(parseRequest(request)).toEqual({ ok: true, value: request })
    expect(parseRequest(JSON.stringify(request, null, 2))).toEqual({ ok: true, value: request })
  })

  it.each<Partial<DeploymentRequest>>([
    { version: '2.0.0-rc.1' },
    { version: '1.0.0-20261122213818' },
    { version: '6f1c0a6c5a3e4d2b9a8f7e6d5c4b3a2918070605' },
    { version: '1'.repeat(40) },
    { cache_invalidation_keys: '' },
    { cache_invalidation_keys: '["/cart/*","#cart"]' },
    { cache_invalidation_keys: '/cart/*\n#cart\t/a%20b?x=1' },
    { user: 'acme-dispatcher[bot]' },
    { user: 'mona_acme' },
    { ref: 'refs/tags/v1.4.0' },
    { ref: 'refs/heads/renovate/@scope-x' },
    { repository: 'acme/.github' },
    { repository: 'Acme/Cart.js' },
    { mfe: '0' },
    { mfe: 'a'.repeat(63) },
    { mfe: 'constructor' },
    { timestamp: '2028-02-29T00:00:00Z' },
  ])('may have %o', (change) => {
    expect(parseRequest({ ...request, ...change })).toEqual({ ok: true, value: { ...request, ...change } })
  })

  it('has no prototype, so that no name finds what was not sent', () => {
    const parsed = parseRequest(JSON.stringify(request))
    expect(parsed.ok && Object.getPrototypeOf(parsed.value)).toBe(null)
  })
})

describe('a request that is no request', () => {
  it.each<[string, unknown, ReasonCode]>([
    ['nothing', undefined, 'payload-not-json'],
    ['null', null, 'payload-not-json'],
    ['a number', 7, 'payload-not-json'],
    ['a list', [request], 'payload-not-json'],
    ['a class instance', new Map(Object.entries(request)), 'payload-not-json'],
    ['no text', '', 'payload-not-json'],
    ['no JSON', '{type: deploy-mfe-trigger}', 'payload-not-json'],
    ['cut JSON', JSON.stringify(request).slice(0, -1), 'payload-not-json'],
    ['two documents', `${JSON.stringify(request)}${JSON.stringify(request)}`, 'payload-not-json'],
    ['a JSON list', '[]', 'payload-not-json'],
    ['a JSON string', JSON.stringify(JSON.stringify(request)), 'payload-not-json'],
    ['a megabyte of text', megabyte, 'payload-too-large'],
    ['a megabyte in a field of text', JSON.stringify({ ...request, mfe: megabyte }), 'payload-too-large'],
    ['a megabyte in a field', { ...request, mfe: megabyte }, 'payload-too-large'],
    ['a megabyte in a name', { ...request, [megabyte]: '' }, 'payload-too-large'],
    ['deep text', '['.repeat(30_000) + ']'.repeat(30_000), 'payload-too-large'],
    ['a deep field of text', `{"mfe":${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}}`, 'payload-too-large'],
  ])('%s', (_, input, code) => {
    const reasons = reject(input)
    expect(reasons.map((found) => found.code)).toEqual([code])
    expect(reasons[0]?.message.length).toBeLessThan(400)
  })

  it('is refused when a field is there twice, although JSON.parse would take the last', () => {
    const text = JSON.stringify(request)
    const [first] = reject(text.replace('{', '{"mfe":"search",'))
    expect(first).toMatchObject({ code: 'field-invalid', field: 'mfe' })
    expect(first?.message).toContain('more than once')
    expect(reject(text.replace('{', '{"\\u006dfe":"search",'))[0]).toMatchObject({ code: 'field-invalid', field: 'mfe' })
  })
})

describe('an eleventh field', () => {
  it.each(['run_id', '__proto__', 'constructor', 'toString', 'Mfe', 'mfe ', 'mf\u0435', ''])(
    'edge case 1, edge case 17: %j is refused by name',
    (name) => {
      const text = JSON.stringify(request).replace('{', `{${JSON.stringify(name)}:"x",`)
      const [first] = reject(text)
      expect(first?.code).toBe('field-unknown')
      expect(first?.allowed).toContain('exactly the fields type, timestamp')
      expect(first?.field).toMatch(/^[!-~ ]+$/)
    },
  )

  it('does not change what objects inherit', () => {
    reject(JSON.stringify(request).replace('{', '{"__proto__":{"polluted":"yes"},'))
    expect('polluted' in {}).toBe(false)
  })

  it('cannot replace a missing field through the prototype', () => {
    const { mfe, ...nine } = request
    const [first] = reject(Object.setPrototypeOf({ ...nine }, { mfe }))
    expect(first?.code).toBe('payload-not-json')
    expect(reject(JSON.stringify(nine).replace('{', `{"__proto__":{"mfe":"cart"},`)).map(({ code }) => code)).toContain('field-missing')
  })
})

describe('a field', () => {
  it.each(requestFields)('%s is required', (field) => {
    const { [field]: _, ...nine } = request
    expect(reject(nine)).toMatchObject([{ code: 'field-missing', field }])
  })

  const wrongTypes = [null, true, 1.1, 0, ['cart'], { a: 1 }, [], {}, undefined]
  it.each(requestFields.flatMap((field) => wrongTypes.map((value) => [field, value] as const)))('%s may not be %o', (field, value) => {
    const [first, ...rest] = reject({ ...request, [field]: value })
    expect(rest).toEqual([])
    expect(first).toMatchObject({ code: value === undefined ? 'field-missing' : 'field-invalid', field })
    expect(first?.allowed).toBeTruthy()
  })

  const hostile: [keyof DeploymentRequest, string[]][] = [
    ['type', ['deploy', 'DEPLOY-MFE-TRIGGER', 'deploy-mfe-trigger ', 'rollback']],
    [
      'timestamp',
      ['', 'yesterday', '2026-11-22', '2026-02-30T00:00:00Z', '2026-11-22T24:00:00Z', '2026-11-22T21:38:18+01:00', '2026-11-22t21:38:18z'],
    ],
    ['user', ['', '-octocat', 'octo cat', '@octocat', 'octo\u0441at', 'a[bot]x', '$(id)']],
    [
      'mfe',
      [
        ...[
          '',
          '.',
          '..',
          '../cart',
          'a/b',
          'a\\b',
          '/cart',
          '-cart',
          'Cart',
          'cart.',
          'cart\u0000',
          'cart\n',
          '\ncart',
          'c\u0430rt',
          'ｃart',
          'cart\u200b',
        ],
        ...[
          '%2e%2e',
          'cart%00',
          '$(touch x)',
          '`id`',
          "a'b",
          'a"b',
          'a b',
          '__proto__',
          'con',
          'nul',
          'com1',
          'cart,search',
          'a'.repeat(64),
          'ſ',
        ],
      ],
    ],
    [
      'version',
      [
        ...[
          '',
          '1.4',
          '1.10',
          '01.2.3',
          'v1.4.0',
          '1.4.0 ',
          ' 1.4.0',
          '1.4.0\n',
          'latest',
          '^1.0.0',
          '1.x',
          '*',
          'yes',
          '0x1',
          '1e3',
          'null',
          '../1.0.0',
        ],
        ...[
          '1.0.0-',
          '1.0.0-01',
          '1.0.0-a..b',
          '1.0.0+',
          '1.0.0/..',
          '9999999999999999.0.0',
          `1.0.0-${'a'.repeat(128)}`,
          '１.0.0',
          '6F1C0A6C5A3E4D2B9A8F7E6D5C4B3A2918070605',
        ],
      ],
    ],
    ['environment', ['', '..', 'Staging', 'staging/..', 'st\u0430ging', 'staging\r\n', 'aux', 'a'.repeat(64)]],
    [
      'repository',
      [
        '',
        'acme',
        'acme/',
        '/cart',
        'acme/cart/x',
        'acme/..',
        'acme/.',
        '../cart',
        'acme/c\u0430rt',
        'acme cart',
        'acme/cart\n',
        'https://github.com/acme/cart',
      ],
    ],
    [
      'ref',
      [
        ...[
          '',
          'main',
          'refs/heads/',
          'refs/heads/../x',
          'refs/heads/a..b',
          'refs/heads/a//b',
          'refs/heads/.a',
          'refs/heads/a/.b',
          'refs/heads/a.lock',
          'refs/heads/a.lock/b',
        ],
        ...[
          'refs/heads/a@{1}',
          'refs/heads/a b',
          'refs/heads/a~1',
          'refs/heads/a^',
          'refs/heads/a:b',
          'refs/heads/a?',
          'refs/heads/a*',
          'refs/heads/a[',
          'refs/heads/a\\b',
          'refs/heads/a.',
        ],
        ...['refs/heads/a\n', 'refs/notes/x', `refs/heads/${'a'.repeat(256)}`],
      ],
    ],
    ['sha', ['', 'main', 'abc1234', '6F1C0A6C5A3E4D2B9A8F7E6D5C4B3A2918070605', 'g'.repeat(40), 'a'.repeat(41), `${'a'.repeat(40)}\n`]],
    ['cache_invalidation_keys', ['\u0000', '/c\u0430rt', '\u202e/cart', 'x'.repeat(8193), '/a\u001b[31m']],
  ]
  const cases = hostile.flatMap(([field, values]) => values.map((value) => [field, value] as const))
  it.each(cases)('%s may not be %j', (field, value) => {
    const [first, ...rest] = reject({ ...request, [field]: value })
    expect(rest).toEqual([])
    expect(first).toMatchObject({ code: 'field-invalid', field })
    expect(first?.allowed).toBeTruthy()
    expect(first?.seen).toMatch(/^"[!-~ …]*"/)
    expect(first?.message).toContain(first?.seen)
  })

  it.each([
    'cart',
    '../*',
    '/a/../b',
    '/a/./b',
    '//a',
    '/a//b',
    '/a*b',
    '/%2e%2e/x',
    '/%zz',
    '#',
    '# cart',
    '#a/b',
    '["/a", 1]',
    '["/a"',
    '[["/a"]]',
    '{"a":1}',
    "/a'b",
    '/a"b',
    '/a\\b',
  ])('cache_invalidation_keys may not be %j', (keys) => {
    expect(reject({ ...request, cache_invalidation_keys: keys })[0]).toMatchObject({
      code: 'keys-invalid',
      field: 'cache_invalidation_keys',
    })
  })
})

describe('whatever is sent', () => {
  const anything = fc.oneof(fc.anything(), fc.json(), fc.string({ unit: 'binary' }))

  it('is accepted or gets reasons that can be shown', () => {
    fc.assert(
      fc.property(anything, (input) => {
        const parsed = parseRequest(input)
        if (parsed.ok) return
        expect(parsed.reasons.length).toBeGreaterThan(0)
        for (const { message, seen, field } of parsed.reasons) {
          expect(message).toMatch(/^[!-~ …]+$/)
          expect(message).toMatch(/\.$/)
          expect((seen ?? '').length).toBeLessThanOrEqual(80)
          expect((field ?? '').length).toBeLessThanOrEqual(200)
        }
      }),
    )
  })

  it('edge case 16: is accepted in any field only as a string of its alphabet', () => {
    const unit = fc.constantFrom(...'abz019-./_#*@[]% \n\u0000\u0430AZ'.split(''))
    fc.assert(
      fc.property(fc.constantFrom(...requestFields), fc.string({ unit, maxLength: 70 }), (field, value) => {
        const parsed = parseRequest({ ...request, [field]: value })
        if (!parsed.ok) return
        expect(parsed.value[field]).toBe(value)
        if (field !== 'cache_invalidation_keys') expect(value).toMatch(/^[A-Za-z0-9][A-Za-z0-9./_@+=#,:[\]-]*$/)
        if (field === 'mfe' || field === 'environment') expect(value).toMatch(/^[a-z0-9][a-z0-9-]*$/)
      }),
    )
  })
})
