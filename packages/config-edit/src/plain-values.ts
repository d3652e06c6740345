import { noteKey } from './node-reader.ts'
import {
  keyId,
  type ListItem,
  type ListSource,
  type MapEntry,
  type MapSource,
  type ScalarSource,
  type ScalarStyle,
  untagged,
} from './source.ts'

/** A key that a colon follows, with what it is called in paths. */
export interface PlainKey {
  readonly source: ScalarSource
  readonly name: string
  readonly id: string
}

const plainKey = /[A-Za-z_][\w./-]*/y
const single = /'[^'\t\r\n]*'(?!')/y
const double = /"[^"\\\t\r\n]*"/y
// Printable ASCII; a colon or a number sign inside a word, blanks between words.
const plainText = /[A-Za-z0-9_/.](?:[!-"$-9;-~]|:(?=[!-~])|(?<=[!-~])#| +(?=[!-"$-~]))*/y
const flowText = /[A-Za-z0-9_/.][\w/.@+*-]*/y

/** The key at this place, when it is a plain or quoted word and a colon and a blank follow. */
export function scanKey(text: string, at: number): PlainKey | undefined {
  const source = scanQuoted(text, at) ?? scanWord(text, at, plainKey)
  if (!source || typeof source.value !== 'string' || text.charCodeAt(source.end) !== colon || !isBlank(text.charCodeAt(source.end + 1)))
    return undefined
  return { source, name: source.value, id: keyId(source.value) }
}

/** A value that ends on its line. */
export function scanScalar(text: string, at: number): ScalarSource | undefined {
  return scanQuoted(text, at) ?? scanWord(text, at, plainText)
}

/** A list of plain values between brackets, on one line. */
export function scanList(text: string, at: number): ListSource | undefined {
  const items: ListItem[] = []
  const end = scanFlow(text, at, closeList, (start) => {
    const value = scanQuoted(text, start) ?? scanWord(text, start, flowText)
    if (!value) return undefined
    return { end: value.end, add: (comma) => items.push({ start, head: start, comma, value }) }
  })
  return end === -1 ? undefined : { kind: 'list', layout: 'flow', items, ...untagged(at, end) }
}

/** A map of plain keys and values between braces, on one line. */
export function scanMap(text: string, at: number, path: (string | number)[]): MapSource | undefined {
  const entries: MapEntry[] = []
  const keys = new Set<string>()
  const end = scanFlow(text, at, closeMap, (start) => {
    const key = scanKey(text, start)
    if (!key) return undefined
    const head = key.source.end + 1
    const from = skipSpaces(text, head)
    const value = scanQuoted(text, from) ?? scanWord(text, from, flowText)
    if (!value) return undefined
    return { end: value.end, add: (comma) => entries.push({ start, head, comma, key: key.source, value, id: key.id }) }
  })
  if (end === -1) return undefined
  for (const entry of entries) noteKey(entry, keys, path)
  return { kind: 'map', layout: 'flow', entries, ...untagged(at, end) }
}

interface FlowPart {
  readonly end: number
  readonly add: (comma: number) => void
}

/** Calls `part` for each part up to the closing bracket and gives the end of the whole; -1 when anything else comes. */
function scanFlow(text: string, open: number, close: number, part: (start: number) => FlowPart | undefined): number {
  let at = skipSpaces(text, open + 1)
  if (text.charCodeAt(at) === close) return at + 1
  for (;;) {
    const found = part(at)
    if (!found) return -1
    const next = skipSpaces(text, found.end)
    const code = text.charCodeAt(next)
    found.add(code === comma ? next : -1)
    if (code === close) return next + 1
    if (code !== comma || text.charCodeAt(next + 1) !== space) return -1
    at = skipSpaces(text, next + 1)
  }
}

function skipSpaces(text: string, from: number): number {
  let at = from
  while (text.charCodeAt(at) === space) at += 1
  return at
}

function scanQuoted(text: string, at: number): ScalarSource | undefined {
  const code = text.charCodeAt(at)
  const style: ScalarStyle | undefined = code === singleQuote ? 'single' : code === doubleQuote ? 'double' : undefined
  if (!style) return undefined
  const pattern = style === 'single' ? single : double
  pattern.lastIndex = at
  if (!pattern.test(text)) return undefined
  const value = text.slice(at + 1, pattern.lastIndex - 1)
  return { kind: 'scalar', value, raw: value, style, ...untagged(at, pattern.lastIndex) }
}

function scanWord(text: string, at: number, pattern: RegExp): ScalarSource | undefined {
  pattern.lastIndex = at
  if (!pattern.test(text)) return undefined
  const raw = text.slice(at, pattern.lastIndex)
  const value = plainValue(raw)
  return value === undefined ? undefined : { kind: 'scalar', value, raw, style: 'plain', ...untagged(at, pattern.lastIndex) }
}

/** The value of unquoted text by the core schema of YAML 1.2; `undefined` for null and for numbers other than small whole ones. */
function plainValue(raw: string): string | number | boolean | undefined {
  if (/^[0-9.]/.test(raw)) {
    if (/^(?:0|[1-9][0-9]{0,14})$/.test(raw)) return Number(raw)
    return /^(?:[0-9.]+(?:[eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+|\.inf|\.nan)$/i.test(raw) && !/\..*\./.test(raw) ? undefined : raw
  }
  if (raw === 'true') return true
  if (raw === 'false') return false
  return /^(?:null|true|false)$/i.test(raw) ? undefined : raw
}

function isBlank(code: number): boolean {
  return code === space || code === feedCode || code === returnCode || Number.isNaN(code)
}

const [feedCode, returnCode, space, doubleQuote, singleQuote, comma, colon, closeList, closeMap] = [10, 13, 32, 34, 39, 44, 58, 93, 125]
