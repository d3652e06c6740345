import { describe, expect, it } from 'vitest'
import { ActionError } from './action-error.ts'
import { inputsFrom } from './inputs.ts'

const of = (value: string) => inputsFrom({ 'INPUT_CONFIG-PATH': value })
const code = (work: () => unknown) => {
  try {
    return { value: work() }
  } catch (error) {
    if (error instanceof ActionError) return { code: error.code, message: error.message }
    throw error
  }
}

describe('inputs', () => {
  it.each(['ghs_a b', 'ghs_a\nghs_b', 'ghs_ä', 'a\u0000b'])('refuses %j as a secret, and never shows it', (value) => {
    const refused = () => of(value).secret('config-path')
    expect(refused).toThrow(expect.objectContaining({ code: 'input-invalid' }))
    expect(refused).not.toThrow(value)
    expect(of(' ghs_a\n').secret('config-path')).toBe('ghs_a')
  })

  it('drop white space and count an empty value as absent', () => {
    expect(of(' a ').required('config-path')).toBe('a')
    expect(of(' a ').optional('config-path')).toBe('a')
    expect(of(' \n').optional('config-path')).toBeUndefined()
    expect(inputsFrom({}).optional('config-path')).toBeUndefined()
  })

  it('name the input that is missing', () => {
    expect(code(() => of(' ').required('config-path'))).toEqual({
      code: 'input-missing',
      message: 'Input "config-path" is empty. Set it in the "with:" of the step.',
    })
  })

  it('check a value against a grammar', () => {
    const grammar = { pattern: /^[a-z]+$/, allowed: 'small letters' }
    expect(of('cart').matching('config-path', grammar)).toBe('cart')
    expect(code(() => of('../cart').matching('config-path', grammar))).toEqual({
      code: 'input-invalid',
      message: 'Input "config-path" must be small letters, got "../cart". Correct it in the "with:" of the step.',
    })
  })

  it('split lists by comma and line, lines by line only', () => {
    expect(of('a, b\n\n c,').list('config-path')).toEqual(['a', 'b', 'c'])
    expect(of('a, b\r\n\n c,').lines('config-path')).toEqual(['a, b', 'c,'])
    expect(of('').list('config-path')).toEqual([])
  })

  it.each([
    ['true', true],
    ['False', false],
    ['TRUE', true],
  ])('read the flag %j', (value, flag) => {
    expect(of(value).flag('config-path')).toBe(flag)
  })

  it.each([['yes'], ['1'], ['tRue']])('refuse the flag %j', (value) => {
    expect(code(() => of(value).flag('config-path'))).toMatchObject({ code: 'input-invalid' })
  })

  it.each([
    ['10', { min: 1 }, 10],
    ['0', {}, 0],
    ['-1', { min: -5 }, -1],
  ])('read the number %j', (value, range, number) => {
    expect(of(value).integer('config-path', range)).toBe(number)
  })

  it.each([['1.5'], ['0x10'], ['1e3'], ['-1'], ['99999999999999999999'], ['٣'], ['11']])('refuse the number %j', (value) => {
    expect(code(() => of(value).integer('config-path', { min: 0, max: 10 }))).toMatchObject({ code: 'input-invalid' })
  })

  it('know the allowed words', () => {
    expect(of('api').oneOf('config-path', ['api', 'local'])).toBe('api')
    expect(code(() => of('API').oneOf('config-path', ['api', 'local']))).toEqual({
      code: 'input-invalid',
      message: 'Input "config-path" must be one of api, local, got "API". Correct it in the "with:" of the step.',
    })
  })

  it('read JSON', () => {
    expect(of('{"a":[1]}').json('config-path')).toEqual({ a: [1] })
    expect(of('').json('config-path')).toBeUndefined()
    expect(code(() => of('{').json('config-path'))).toMatchObject({ code: 'input-invalid' })
  })

  it('show what was seen, shortened and without control characters', () => {
    const { message = '' } = code(() => of(`\u001b[2J${'x'.repeat(500)}`).flag('config-path')) as { message?: string }
    expect(message).toContain('\\u{1b}[2Jxxx')
    expect(message.length).toBeLessThan(200)
  })
})
