import { describe, expect, it } from 'vitest'
import { evaluate, interpolate, resolveValue } from './expression.ts'

const contexts = { github: { event: { name: 'cart', list: [1, 2] } }, inputs: { flag: false }, vars: {} }

describe('expressions', () => {
  it('reads contexts, whatever is missing being empty', () => {
    expect(evaluate('github.event.name', contexts)).toBe('cart')
    expect(evaluate('github.event.missing.deeper', contexts)).toBe(null)
    expect(evaluate("vars.URL || 'none'", contexts)).toBe('none')
  })

  it('writes values into text as GitHub does', () => {
    expect(interpolate('a ${{ github.event.name }} b ${{ inputs.flag }} ${{ github.nothing }}|', contexts)).toBe('a cart b false |')
    expect(interpolate("${{ format('{0} }} it''s', github.event.name) }}", contexts)).toBe("cart } it's") // format takes two braces for one
    expect(interpolate('${{ toJSON(github.event.list) }}', contexts)).toBe('[\n  1,\n  2\n]')
  })

  it('keeps the type of a lone expression', () => {
    expect(resolveValue('${{ inputs.flag }}', contexts)).toBe(false)
    expect(resolveValue('x${{ inputs.flag }}', contexts)).toBe('xfalse')
    expect(resolveValue(7, contexts)).toBe(7)
  })

  it('refuses what GitHub refuses', () => {
    expect(() => evaluate('nothing.such', contexts)).toThrow('nothing')
    expect(() => evaluate('fromJSON(', contexts)).toThrow()
  })
})
