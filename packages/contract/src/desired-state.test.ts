import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { desired } from '../test/examples.ts'
import { parseDesiredState } from './index.ts'

const file = 'environments/staging/cart.yaml'
const text = stringify(desired)

describe('a desired state', () => {
  it('is read from a whole file', () => {
    expect(parseDesiredState(text, file)).toEqual({ ok: true, value: desired })
    expect(parseDesiredState(`# by hand\r\n\r\n${text.replaceAll('\n', '\r\n')}`, file)).toEqual({ ok: true, value: desired })
  })

  it('is read from a key of a file that others share, whatever else that holds', () => {
    const shared =
      `x: &x { <<: 1, no: yes, 1: !custom 010 }\nfrontends:\n  search: *x\n  "cart":\n${text.replaceAll(/^/gm, '    ').trimEnd()}\n`.replace(
        '!custom ',
        '',
      )
    expect(parseDesiredState(shared, 'all.yaml', ['frontends', 'cart'])).toEqual({ ok: true, value: desired })
  })

  it('may come through an alias', () => {
    const shared = `base: &base ${JSON.stringify(desired)}\ncart: *base\n`
    expect(parseDesiredState(shared, 'all.yaml', ['cart'])).toEqual({ ok: true, value: desired })
  })

  it.each<[string, string[]]>([
    ['', []],
    ['# nothing yet\n', []],
    ['', ['frontends', 'cart']],
    ['frontends:\n', ['frontends', 'cart']],
    ['frontends:\n  search: {}\n', ['frontends', 'cart']],
    ['frontends:\n  cart:\n', ['frontends', 'cart']],
  ])('is null while nothing is written: %j %j', (empty, key) => {
    expect(parseDesiredState(empty, file, key)).toEqual({ ok: true, value: null })
  })

  it.each<[string, string, string]>([
    ['1.3.2', '1.10', 'version: The value is not allowed (seen 1.10, which YAML reads as a number'],
    ['1.3.2', 'yes', 'version: The value is not allowed (seen "yes"'],
    ['1.3.2', '0x1', 'version: The number is written in a way'],
    ['1.3.2', '1e3', 'version: The number is written in a way'],
    ['1.3.2', 'null', 'version: The value is not allowed (seen null, which YAML reads as null'],
    ['1.3.2', `1${'0'.repeat(39)}`, 'which YAML reads as a number'],
    ['41', '041', 'generation: The number is written in a way'],
    ['41', '"41"', 'generation: The value is not allowed (seen "41"; allowed: a whole number above 0)'],
    ['41', '0', 'generation: The value is not allowed (seen 0'],
    ['41', '4.5', 'generation: The value is not allowed (seen 4.5'],
    ['41', '9007199254740992', 'generation: The value is not allowed'],
    ['mfe: cart', 'mfe: cart\nmfe: search', 'mfe: The key is there more than once'],
    ['mfe: cart', 'mfe: cart\n<<: {}', '"<<": There is a field that the schema does not know'],
    ['mfe: cart', 'mfe: cart\n__proto__: {}', '__proto__: There is a field that the schema does not know'],
    ['mfe: cart', 'mfe: !!str cart', 'mfe: Tags are not allowed'],
    ['mfe: cart', 'mfe: ../cart', 'mfe: The value is not allowed (seen "../cart"'],
    ['sha512-', 'sha1-', 'artifact.integrity: The value is not allowed'],
  ])('with %j as %j is refused', (from, to, message) => {
    const parsed = parseDesiredState(text.replace(from, to), file)
    expect(parsed).toMatchObject({ ok: false, reasons: [{ code: 'desired-state-invalid', file }] })
    expect(parsed.ok ? '' : parsed.reasons[0]?.message).toContain(message)
  })

  const canary = { version: '1.4.0', percentage: 10, artifact: desired.artifact }

  it('may have a canary, whose commit may be unknown', () => {
    for (const block of [canary, { ...canary, percentage: 99, source: desired.source }])
      expect(parseDesiredState(stringify({ ...desired, canary: block }), file)).toEqual({ ok: true, value: { ...desired, canary: block } })
  })

  it.each<[object, string, string]>([
    [{ version: '1.3.2' }, 'canary.version', 'The canary is the version itself (seen "1.3.2"'],
    [{ percentage: 0 }, 'canary.percentage', 'seen 0; allowed: a whole number from 1 to 99'],
    [{ percentage: 100 }, 'canary.percentage', 'seen 100; allowed: a whole number from 1 to 99'],
    [{ percentage: 12.5 }, 'canary.percentage', 'seen 12.5'],
    [{ percentage: '10' }, 'canary.percentage', 'seen "10"'],
    [{ artifact: undefined }, 'canary.artifact', 'A field is missing'],
    [{ sticky: true }, 'canary.sticky', 'There is a field that the schema does not know'],
  ])('with a canary of %j is refused', (change, field, message) => {
    const parsed = parseDesiredState(stringify({ ...desired, canary: { ...canary, ...change } }), file)
    expect(parsed).toMatchObject({ ok: false, reasons: [{ code: 'desired-state-invalid', field, line: expect.any(Number) }] })
    expect(parsed.ok ? '' : parsed.reasons[0]?.message).toContain(message)
  })

  it('names its place inside a shared file', () => {
    const shared = `frontends:\n  cart:\n${text.replace('1.3.2', '1.10').replaceAll(/^/gm, '    ').trimEnd()}\n`
    expect(parseDesiredState(shared, 'all.yaml', ['frontends', 'cart'])).toMatchObject({
      reasons: [{ field: 'frontends.cart.version', line: 4 }],
    })
  })

  it.each([
    ['frontends: 7', 'The value is not a map'],
    ['frontends:\n  cart: {}\nfrontends: {}', 'The key is there more than once'],
    [
      'a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c]\nfrontends: { cart: [*d,*d,*d,*d,*d,*d] }',
      'too large or too deeply nested',
    ],
    ['frontends: { cart: &a [*a] }', 'too large or too deeply nested'],
  ])('is not guessed: %j', (shared, message) => {
    const parsed = parseDesiredState(shared, 'all.yaml', ['frontends', 'cart'])
    expect(parsed.ok ? '' : parsed.reasons[0]?.message).toContain(message)
  })
})
