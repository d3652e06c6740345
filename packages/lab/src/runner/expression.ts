import { data, Evaluator, Lexer, Parser } from '@actions/expressions'

/** Context name to its value, as plain JSON: `{ github: { event: … }, inputs: … }`. A context that is left out is empty. */
export type Contexts = Readonly<Record<string, unknown>>

const contextNames = ['github', 'inputs', 'vars', 'secrets', 'needs', 'jobs', 'steps', 'matrix', 'strategy', 'env', 'job', 'runner']

/** The value of one expression, written without its `${{ }}`. Throws on a syntax error or an unknown name. */
export function evaluate(expression: string, contexts: Contexts): unknown {
  const { tokens } = new Lexer(expression).lex()
  const parsed = new Parser(tokens, contextNames, []).parse()
  return toJson(new Evaluator(parsed, toDictionary(contexts)).evaluate())
}

/** A text with every `${{ }}` replaced by its value, as GitHub writes values into strings. */
export function interpolate(text: string, contexts: Contexts): string {
  return text.replace(expressions, (_whole, expression: string) => show(evaluate(expression, contexts)))
}

/** The value of a YAML scalar: typed when it is one expression and nothing else, a string when expressions stand in text. */
export function resolveValue(value: unknown, contexts: Contexts): unknown {
  if (typeof value !== 'string') return value
  const whole = new RegExp(`^\\s*${expressions.source}\\s*$`).exec(value)
  return whole?.[1] === undefined ? interpolate(value, contexts) : evaluate(whole[1], contexts)
}

export function holdsExpression(text: string): boolean {
  return text.includes('${{')
}

/** A closing brace inside a quoted string does not end the expression. */
const expressions = /\$\{\{((?:'(?:[^']|'')*'|[^'}]|\}(?!\}))*)\}\}/g

function show(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return 'Array'
  return typeof value === 'object' ? 'Object' : String(value)
}

function toDictionary(contexts: Contexts): data.Dictionary {
  const pairs = contextNames.map((name) => ({ key: name, value: toData(contexts[name] ?? {}) }))
  return new data.Dictionary(...pairs)
}

function toData(value: unknown): data.ExpressionData {
  return JSON.parse(JSON.stringify(value), data.reviver) as data.ExpressionData
}

function toJson(value: data.ExpressionData): unknown {
  const text = JSON.stringify(value, data.replacer)
  return text === undefined ? null : (JSON.parse(text) as unknown)
}
