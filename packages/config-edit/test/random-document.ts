import { parse } from 'yaml'

/** A source of choices; a tape of numbers lets fast-check shrink a failing document. */
export interface Choices {
  /** An integer from 0 to `limit` - 1. */
  below(limit: number): number
}

/** A value of the generated documents; maps keep their order and any key. */
export type Model = string | number | boolean | null | Model[] | Map<string, Model>

export interface RandomDocument {
  readonly text: string
  readonly model: Model
  /** Whether an alias stands in it, so that edits may be refused for it. */
  readonly shares: boolean
}

/** Reads choices from a tape; past its end everything is the simplest choice. */
export function fromTape(tape: readonly number[]): Choices {
  let position = 0
  return { below: (limit) => (tape[position++] ?? 0) % limit }
}

const words = ['a', 'b', 'version', '1.0.0', 'two words', 'x-y_z', 'é', 'v1.2.3-rc.1+b', 'sha512-AbC+/9==', 'http://h:80/p?q=1']
const traps = [
  '',
  '1.10',
  'yes',
  'null',
  '~',
  '0x1f',
  '1e3',
  '0o17',
  '12:30',
  '1_000',
  '.5',
  '+1',
  '-',
  '- x',
  'a: b',
  'a #b',
  '#x',
  "it's",
  '"q"',
  'tab\there',
  'end ',
  ' begin',
]
const oddities = [
  '<<',
  '__proto__',
  '*a',
  '&a',
  '!t',
  '%d',
  '@x',
  '`x',
  '[x',
  '{x',
  'x]',
  'x,y',
  '---',
  '...',
  '? x',
  ': x',
  ':',
  '=',
  '\\',
  'C:\\x',
  'on',
  'N',
  '2026-01-02',
  '🎉',
  '\u0085',
  '\u2028',
  'a\r\nb',
  '\ufeff',
  '|',
  '>',
  '0',
  '12345678901234567890',
]
const longs = [
  'one\ntwo\n',
  'one\ntwo',
  'one\n\ntwo\n',
  '\nlead',
  'x\n\n',
  'a\n  indented\nb\n',
  ' lead\nx\n',
  'words that could be folded over lines',
]
const keys = [
  'a',
  'b',
  'c',
  'version',
  'image',
  'two words',
  'a.b/c',
  '1',
  'true',
  '__proto__',
  'on',
  'x-y',
  'é',
  'a:b',
  '"',
  '<<',
  'constructor',
  '',
]

export function pick<T>(choices: Choices, from: readonly T[]): T {
  return from[choices.below(from.length)] as T
}

export function randomScalar(choices: Choices): Model {
  const kind = choices.below(10)
  if (kind < 4) return pick(choices, words)
  if (kind === 4) return pick(choices, traps)
  if (kind === 5) return pick(choices, oddities)
  if (kind === 6) return pick(choices, longs)
  if (kind === 7) return pick(choices, [0, 1, -1, 1.5, 1e21, 42, 1e-7, 12345678])
  return pick(choices, [true, false, null])
}

export function randomKey(choices: Choices): string {
  return pick(choices, keys)
}

export function randomModel(choices: Choices, depth: number): Model {
  const kind = depth <= 0 ? 0 : choices.below(4)
  if (kind < 2) return randomScalar(choices)
  const size = choices.below(5)
  if (kind === 2) return Array.from({ length: size }, () => randomModel(choices, depth - 1))
  return randomMap(choices, depth, size)
}

function randomMap(choices: Choices, depth: number, size: number): Map<string, Model> {
  const map = new Map<string, Model>()
  for (let i = 0; i < size; i++) {
    // Now and then the value of another key: the writer makes it an alias.
    const known = map.size > 0 && choices.below(8) === 7 ? [...map.values()].find(isCollection) : undefined
    map.set(randomKey(choices), known ?? randomModel(choices, depth - 1))
  }
  return map
}

/** The same values, each in a place of its own: what aliases share becomes separate. */
export function copyModel(model: Model): Model {
  if (Array.isArray(model)) return model.map(copyModel)
  return model instanceof Map ? new Map([...model].map(([key, value]) => [key, copyModel(value)])) : model
}

/** A document with a map or list at its root, written as no two people would. */
export function randomDocument(choices: Choices): RandomDocument {
  const model = choices.below(5) === 0 ? [randomModel(choices, 2), randomModel(choices, 2)] : randomMap(choices, 3, 1 + choices.below(5))
  const writer = new Writer(choices)
  const body = writer.root(model)
  const eol = choices.below(4) === 0 ? '\r\n' : '\n'
  const text = (choices.below(8) === 0 ? '\ufeff' : '') + body.replaceAll('\n', eol)
  return { text, model, shares: writer.shares }
}

class Writer {
  shares = false
  readonly #choices: Choices
  readonly #step: number
  readonly #listStep: number
  readonly #anchored: { name: string; model: Model }[] = []

  constructor(choices: Choices) {
    this.#choices = choices
    this.#step = 2 + choices.below(3)
    this.#listStep = pick(choices, [2, 0])
  }

  root(model: Model): string {
    const start = pick(this.#choices, ['', '', '---\n', '# head\n', '%YAML 1.2\n---\n', '\n'])
    const body = isEmpty(model) || this.#rare(8) ? this.#flow(model, 1) : this.#block(model, 0)
    const end = pick(this.#choices, ['\n', '\n', '\n', '', '\n# tail\n', '\n\n\n', ' # beside\n'])
    // A comment beside a block scalar would be text.
    return start + (body.endsWith('\n') ? body + pick(this.#choices, ['', '# tail\n']) : body + end)
  }

  #rare(limit: number): boolean {
    return this.#choices.below(limit) === limit - 1
  }

  /** Entries at the indentation; the first line without it. */
  #block(model: Model, indent: number): string {
    const pad = ' '.repeat(indent)
    const entries = Array.isArray(model)
      ? model.map((item) => `-${this.#value(item, indent, true)}`)
      : [...(model as Map<string, Model>)].map(([key, value]) => this.#entry(key, value, indent))
    return entries
      .map((entry, i) => (i === 0 ? entry : this.#between(indent) + pad + entry))
      .reduce((text, entry) => (text.endsWith('\n') ? text + entry : `${text + this.#beside()}\n${entry}`))
  }

  #between(indent: number): string {
    return pick(this.#choices, ['', '', '', '\n', `${' '.repeat(indent)}# about the next\n`, '# far left\n\n'])
  }

  #beside(): string {
    return pick(this.#choices, ['', '', '', '  # beside', ' ', ' #'])
  }

  #entry(key: string, value: Model, indent: number): string {
    const name = this.#key(key)
    if (this.#rare(12)) return `? ${name}\n${' '.repeat(indent)}:${this.#value(value, indent, false)}`
    return `${name}${this.#rare(12) ? ' ' : ''}:${this.#value(value, indent, false)}`
  }

  #key(key: string): string {
    if (/^[a-z][\w-]*$/i.test(key) && parse(key) === key) return this.#rare(5) ? `"${key}"` : key
    return this.#rare(2) && !/['\u0085\u2028]/.test(key) ? `'${key}'` : JSON.stringify(key)
  }

  /** What follows a colon or dash, beginning with its blank. */
  #value(model: Model, indent: number, behindDash: boolean): string {
    const alias = this.#rare(isCollection(model) ? 2 : 10) ? this.#anchored.find((known) => known.model === model) : undefined
    if (alias) {
      this.shares = true
      return ` *${alias.name}`
    }
    const anchor = this.#rare(isCollection(model) ? 3 : 10) ? ` &n${this.#anchored.length}` : ''
    if (anchor) this.#anchored.push({ name: anchor.slice(2), model })
    if (isCollection(model) && !isEmpty(model) && !this.#rare(4)) return this.#blockValue(model, indent, behindDash, anchor)
    if (isCollection(model)) return `${anchor} ${this.#flow(model, indent + 1)}`
    if (model === null && this.#rare(2)) return anchor
    const blank = behindDash && !anchor && this.#rare(4) ? '\t' : pick(this.#choices, [' ', ' ', '   '])
    return anchor + blank + this.#scalar(model, indent + (behindDash ? 1 : 0))
  }

  #blockValue(model: Model, indent: number, behindDash: boolean, anchor: string): string {
    if (behindDash && !anchor && !this.#rare(4)) {
      const gap = 1 + this.#choices.below(3)
      return ' '.repeat(gap) + this.#block(model, indent + 1 + gap)
    }
    const inner = indent + (Array.isArray(model) && !behindDash ? this.#listStep : this.#step)
    return `${anchor}${this.#beside()}\n${this.#between(inner)}${' '.repeat(inner)}${this.#block(model, inner)}`
  }

  #scalar(value: string | number | boolean | null, indent: number): string {
    if (typeof value !== 'string') return String(value)
    const pad = ' '.repeat(indent + 1)
    if (value.includes('\n') && !value.includes('\r') && /^[^\s]/.test(value) && !this.#rare(3)) return this.#literal(value, indent)
    if (isSafePlain(value) && !this.#rare(3)) return this.#rare(3) ? value.replace(' ', `\n${pad}`) : value
    if (isPrintable(value) && this.#rare(2)) return `'${value.replaceAll("'", "''")}'`
    return this.#rare(4) && isSafePlain(value) ? `"${value.replace(' ', `\n${pad}`)}"` : JSON.stringify(value)
  }

  #literal(value: string, indent: number): string {
    const pad = ' '.repeat(indent + 1 + this.#choices.below(2))
    const ends = /\n*$/.exec(value)?.[0].length ?? 0
    const chomp = ends === 0 ? '-' : ends === 1 ? '' : '+'
    const body = value
      .slice(0, value.length - ends)
      .split('\n')
      .map((line) => (line === '' ? '' : pad + line))
      .join('\n')
    return `|${chomp}${this.#rare(4) ? ' # header' : ''}\n${body}${'\n'.repeat(Math.max(ends, 1))}`
  }

  #flow(model: Model, indent: number): string {
    if (!isCollection(model)) return this.#flowScalar(model)
    const many = this.#rare(3)
    const lead = many ? `\n${' '.repeat(indent)}` : pick(this.#choices, ['', ' '])
    const items = Array.isArray(model)
      ? model.map((item) => this.#flow(item, indent + 1))
      : [...model].map(([key, value]) => `${this.#key(key)}: ${this.#flow(value, indent + 1)}`)
    const last = items.length > 0 && this.#rare(4) ? ',' : ''
    const comment = many && this.#rare(3) ? ' # in flow' : ''
    const joined = items.join(`,${comment}${many ? lead : pick(this.#choices, [' ', ''])}`)
    const inner = items.length === 0 ? '' : lead + joined + last + (many ? `${comment}\n${' '.repeat(indent)}` : lead)
    return Array.isArray(model) ? `[${inner}]` : `{${inner}}`
  }

  #flowScalar(value: string | number | boolean | null): string {
    if (typeof value !== 'string') return String(value)
    if (/^[a-z][\w.-]*$/i.test(value) && parse(value) === value && !this.#rare(3)) return value
    return isPrintable(value) && this.#rare(2) ? `'${value.replaceAll("'", "''")}'` : JSON.stringify(value)
  }
}

function isCollection(model: Model): model is Model[] | Map<string, Model> {
  return typeof model === 'object' && model !== null
}

function isEmpty(model: Model): boolean {
  return isCollection(model) && (Array.isArray(model) ? model.length : model.size) === 0
}

function isSafePlain(value: string): boolean {
  return /^[a-z][\w. +/=-]*$/i.test(value) && !/\s$/.test(value) && parse(value) === value
}

function isPrintable(value: string): boolean {
  return !/[\p{Cc}\u2028\ufeff]/u.test(value)
}
