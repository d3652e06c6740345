import type { JsonValue } from './api.ts'
import { isJsonMap } from './json-value.ts'
import type { Style } from './style.ts'
import { literalLines, writeScalar } from './write-scalar.ts'

/** Whether the value takes lines of its own in block style. */
export function needsBlock(value: JsonValue): value is JsonValue[] | { [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0
}

/** The value on one line. */
export function writeFlow(value: JsonValue, style: Style, compact = false): string {
  const gap = compact ? '' : ' '
  if (Array.isArray(value)) return `[${value.map((item) => writeFlow(item, style, compact)).join(`,${gap}`)}]`
  if (!isJsonMap(value)) return writeScalar(value, style, { flow: true })
  const pairs = Object.entries(value).map(([key, item]) => `${writeKey(key, style, true)}:${gap}${writeFlow(item, style, compact)}`)
  if (pairs.length === 0) return '{}'
  const pad = style.json ? '' : gap
  return `{${pad}${pairs.join(`,${gap}`)}${pad}}`
}

export function writeKey(key: string, style: Style, flow: boolean): string {
  return writeScalar(key, style, { flow })
}

/** A non-empty map or list in block style. The first line has no indentation: it may follow a dash. */
export function writeBlock(value: JsonValue[] | { [key: string]: JsonValue }, indent: number, style: Style): string {
  const lines = Array.isArray(value)
    ? value.map((item) => writeItem(item, indent, style))
    : Object.entries(value).map(([key, item]) => writeEntry(key, item, indent, style))
  return lines.join(style.eol + ' '.repeat(indent))
}

/** `key: value` of a block map whose keys stand at the indentation. */
export function writeEntry(key: string, value: JsonValue, indent: number, style: Style): string {
  const name = `${writeKey(key, style, false)}:`
  if (needsBlock(value)) return name + writeBelow(value, indent, style)
  return `${name} ${writeInline(value, indent + style.step, style)}`
}

/** `- value` of a block list whose dashes stand at the indentation. */
export function writeItem(value: JsonValue, indent: number, style: Style): string {
  return `- ${needsBlock(value) ? writeBlock(value, indent + 2, style) : writeInline(value, indent + 2, style)}`
}

/** A map or list on the lines below its key. */
export function writeBelow(value: JsonValue[] | { [key: string]: JsonValue }, keyIndent: number, style: Style): string {
  const indent = keyIndent + (Array.isArray(value) ? style.listStep : style.step)
  return style.eol + ' '.repeat(indent) + writeBlock(value, indent, style)
}

function writeInline(value: JsonValue, indent: number, style: Style): string {
  if (typeof value === 'object' && value !== null) return writeFlow(value, style)
  // Without a final line break the text of a block would lose its own.
  const literal = typeof value === 'string' && value.includes('\n') && style.finalBreak ? literalLines(value) : undefined
  if (!literal) return writeScalar(value, style, { flow: false })
  const pad = style.eol + ' '.repeat(indent)
  return `|${literal.chomp}${literal.lines.map((line) => (line === '' ? style.eol : pad + line)).join('')}`
}
