import type { JsonValue } from './api.ts'
import type { PatchContext } from './patch-value.ts'
import type { ListItem, MapEntry, ScalarSource } from './source.ts'
import { beforeBreak, column, lineEnd, nextLine } from './text-lines.ts'
import { literalLines, writeScalar } from './write-scalar.ts'
import { needsBlock, writeBelow, writeBlock, writeFlow } from './write-value.ts'

type Entry = MapEntry | ListItem

/** Writes a new value in the place of an old one of another kind, or of another scalar. */
export function replaceValue(slot: Entry, value: JsonValue, inFlow: boolean, context: PatchContext): void {
  if (!inFlow && !context.style.json && needsBlock(value)) replaceByBlock(slot, value, context)
  else replaceOnLine(slot, value, inFlow, context)
}

function replaceOnLine(slot: Entry, value: JsonValue, inFlow: boolean, context: PatchContext): void {
  const old = slot.value
  if (old.kind === 'scalar' && old.style === 'block' && typeof value === 'string' && replaceLiteral(old, value, slot, context)) return
  const was = old.kind === 'scalar' ? old.style : undefined
  const text =
    typeof value === 'object' && value !== null ? writeFlow(value, context.style) : writeScalar(value, context.style, { was, flow: inFlow })
  replaceByLine(slot, text, inFlow, context)
}

function replaceByLine(slot: Entry, written: string, inFlow: boolean, { text, patches }: PatchContext): void {
  const old = slot.value
  const end = beforeBreak(text, old.end)
  const headEnd = lineEnd(text, slot.head)
  if (slot.head === -1) {
    const keyEnd = 'key' in slot ? slot.key.end : slot.start
    patches.push({ start: keyEnd, end: keyEnd, text: inFlow ? `: ${written}` : `\n${' '.repeat(column(text, slot.start))}: ${written}` })
  } else if (old.kind === 'scalar' && old.style === 'empty') {
    patches.push({ start: slot.head, end: slot.head, text: ` ${written}` })
  } else if (old.kind === 'scalar' && old.style === 'block') {
    const header = old.start + (/^[|>][-+\d]*/.exec(text.slice(old.start, old.start + 4))?.[0].length ?? 1)
    patches.push({ start: old.start, end: header, text: written })
    patches.push({ start: Math.min(lineEnd(text, header), end), end, text: '' })
  } else if (old.kind !== 'scalar' && old.kind !== 'alias' && old.layout === 'block' && old.start > headEnd && 'key' in slot) {
    patches.push({ start: slot.head, end: slot.head, text: ` ${written}` })
    patches.push({ start: headEnd, end: Math.max(end, old.end === end ? lineEnd(text, end) : end), text: '' })
  } else {
    patches.push({ start: old.start, end, text: written })
  }
}

function replaceByBlock(slot: Entry, value: JsonValue[] | { [key: string]: JsonValue }, { text, style, patches }: PatchContext): void {
  const old = slot.value
  const end = beforeBreak(text, old.end)
  const empty = old.kind === 'scalar' && old.style === 'empty'
  const indent = column(text, slot.start)
  const headEnd = lineEnd(text, Math.max(slot.head, slot.start))
  // Behind a dash the block begins on the same line, unless an anchor or tag stands there.
  if (
    !('key' in slot) &&
    (slot.head === slot.start + 1 || slot.head === slot.start) &&
    old.start <= headEnd &&
    (!empty || slot.head === headEnd)
  ) {
    const tab = text.slice(slot.start, old.start).includes('\t')
    const at = empty || tab ? slot.head : old.start
    const inner = empty || tab ? indent + 2 : column(text, old.start)
    // What is left of the line would become text of a block scalar.
    const alone = text.slice(end, lineEnd(text, end)) === ''
    const written = writeBlock(value, inner, alone ? style : { ...style, finalBreak: false })
    patches.push({ start: at, end: empty ? at : end, text: (empty || tab ? ' ' : '') + written })
    return
  }
  const below =
    'key' in slot ? writeBelow(value, indent, style) : `${style.eol}${' '.repeat(indent + 2)}${writeBlock(value, indent + 2, style)}`
  if (empty) patches.push({ start: headEnd, end: headEnd, text: below })
  else if (old.start > headEnd) patches.push({ start: headEnd, end: old.end === end ? lineEnd(text, end) : end, text: below })
  else if (old.kind === 'scalar' && old.style === 'block') patches.push({ start: slot.head, end, text: below })
  else {
    patches.push({ start: slot.head, end, text: '' })
    patches.push({ start: lineEnd(text, end), end: lineEnd(text, end), text: below })
  }
}

/** Keeps a block scalar a block scalar, at its indentation, if the new text can stand in one. */
function replaceLiteral(old: ScalarSource, value: string, slot: Entry, { text, style, patches }: PatchContext): boolean {
  const literal = literalLines(value)
  const header = /^([|>])[-+\d]*/.exec(text.slice(old.start, old.start + 4))
  if (!literal || !header) return false
  const headerEnd = old.start + header[0].length
  const body = nextLine(text, headerEnd)
  const indent = /^(?:[ \t]*\r?\n)*( +)/.exec(text.slice(body, old.end))?.[1] ?? ' '.repeat(column(text, slot.start) + style.step)
  const folded = header[1] === '>' && literal.lines.length === 1
  const lines = literal.lines.map((line) => (line === '' ? '' : indent + line)).join(style.eol)
  const needsBreak = literal.chomp === '' || text[old.end - 1] === '\n'
  patches.push({ start: old.start, end: headerEnd, text: (folded ? '>' : '|') + literal.chomp })
  patches.push({ start: body, end: old.end, text: lines + (needsBreak ? style.eol : '') })
  return true
}
