export interface Span {
  readonly start: number
  readonly end: number
}

/** Whole lines that hold entries of one block map or list, complete, so that they can be parsed for themselves. */
export interface Block extends Span {
  /** Where the lines of its entries begin, apart from the first entry. */
  readonly entries: readonly number[]
  /** Set when the block is a lone `key:` line: the blocks of its value. */
  readonly value?: Blocks | undefined
}

/** The blocks of one map or list, without gaps. */
export interface Blocks {
  readonly kind: 'map' | 'list'
  readonly blocks: readonly Block[]
}

export interface SplitOptions {
  /** Lines that a block should have, at least. */
  readonly lines: number
  /** Offsets at which a block should begin, if one can. */
  readonly starts?: ReadonlySet<number> | undefined
}

/** Lines with content: neither blank nor a comment. */
interface Lines {
  readonly text: string
  readonly starts: number[]
  readonly indents: number[]
}

/**
 * Splits a single document whose root is a large block map or list. What looks like the start of an entry can still be the inside of a quoted text
 * or a flow collection; then the block before it is incomplete and does not parse, so the reader notices. `undefined`: better parsed as a whole.
 */
export function splitBlocks(text: string, options: SplitOptions): Blocks | undefined {
  const lines = contentLines(text)
  const first = lines && isDocumentStart(text, lines.starts[0] ?? 0) ? 1 : 0
  if (!lines || lines.starts.length - first <= options.lines) return undefined
  return split(lines, { from: first, to: lines.starts.length, start: 0, end: text.length }, options)
}

function contentLines(text: string): Lines | undefined {
  const lines: Lines = { text, starts: [], indents: [] }
  let margin = Number.POSITIVE_INFINITY
  for (let start = 0; start < text.length; ) {
    let at = start
    while (text.charCodeAt(at) === space) at += 1
    const feed = text.indexOf('\n', at)
    const end = feed === -1 ? text.length : feed + 1
    if (!isBlankOrComment(text, at, end)) {
      if (at === start && isMarker(text, at) && !(lines.starts.length === 0 && isDocumentStart(text, at))) return undefined
      if (at - start > margin && !isEntry(text.slice(at, end))) return undefined
      lines.starts.push(start)
      lines.indents.push(at - start)
      margin = Number.POSITIVE_INFINITY
    } else if (text.charCodeAt(at) === hash && !isBlank(text.charCodeAt(at + 1))) {
      margin = Math.min(margin, at - start)
    }
    start = end
  }
  return lines
}

/**
 * Behind a comment like `#this`, further left than the text below it, the parser forgets where that text has to end: it goes on into the
 * next entry, which other readers see as one. Only an entry on that line sets it right.
 */
function isEntry(line: string): boolean {
  return /^[-?](?:\s|$)|:(?:\s|$)/.test(line)
}

function isBlank(code: number): boolean {
  return code === space || code === tab || code === feedCode || code === returnCode || Number.isNaN(code)
}

function isBlankOrComment(text: string, from: number, end: number): boolean {
  for (let at = from; at < end; at++) {
    const code = text.charCodeAt(at)
    if (code === hash) return true
    if (!isBlank(code)) return false
  }
  return true
}

function isMarker(text: string, at: number): boolean {
  return text.startsWith('---', at) || text.startsWith('...', at)
}

function isDocumentStart(text: string, at: number): boolean {
  return /^---[ \t]*(?:\r?\n|$)/.test(text.slice(at, at + 20))
}

interface Region {
  /** First content line and the one past the last. */
  readonly from: number
  readonly to: number
  readonly start: number
  readonly end: number
}

function split(lines: Lines, region: Region, options: SplitOptions): Blocks | undefined {
  const entries = entryLines(lines, region)
  if (!entries) return undefined
  const blocks: Block[] = []
  let start = region.start
  let startLine = region.from
  let inner: number[] = []
  const flush = (end: number, line: number): void => {
    if (end > start) blocks.push({ start, end, entries: inner })
    start = end
    startLine = line
    inner = []
  }
  for (const [index, line] of entries.entries()) {
    const next = entries[index + 1] ?? region.to
    const offset = lines.starts[line] as number
    const due = options.starts ? options.starts.has(offset) || line - startLine >= 4 * options.lines : line - startLine >= options.lines
    if (line > region.from && due) flush(offset, line)
    const value =
      next - line > 4 * options.lines ? splitValue(lines, { from: line, to: next, start: 0, end: region.end }, options) : undefined
    if (!value) {
      if (line > startLine) inner.push(offset)
      continue
    }
    if (line > region.from) flush(offset, line)
    blocks.push({ start, end: (value.blocks[0] as Block).start, entries: [], value })
    start = next < region.to ? (lines.starts[next] as number) : region.end
    startLine = next
  }
  flush(region.end, region.to)
  return { kind: isList(lines, region.from) ? 'list' : 'map', blocks }
}

/** The lines that begin an entry of the region's map or list; `undefined` when the region is anything else. */
function entryLines(lines: Lines, { from, to }: Region): number[] | undefined {
  const { text, starts, indents } = lines
  const base = indents[from] as number
  const list = isList(lines, from)
  const entries: number[] = []
  for (let line = from; line < to; line++) {
    const indent = indents[line] as number
    if (indent > base) continue
    const at = (starts[line] as number) + base
    const begins = list ? isDash(text, at) : isKeyStart(text.charCodeAt(at))
    if (indent < base || (!begins && (list || line === from))) return undefined
    if (begins) entries.push(line)
  }
  return entries
}

/** Below a line that holds nothing but a plain key, the value is a region of its own. */
function splitValue(lines: Lines, { from, to, end }: Region, options: SplitOptions): Blocks | undefined {
  const feed = lines.text.indexOf('\n', lines.starts[from]) + 1
  const header = lines.text.slice(lines.starts[from], feed)
  if (!/^ *[\w./-]*\w:(?:[ \t]+#.*)?[ \t]*\r?\n$/.test(header)) return undefined
  const [own, inner] = [lines.indents[from] as number, lines.indents[from + 1] as number]
  if (inner < own || (inner === own && !isDash(lines.text, (lines.starts[from + 1] as number) + inner))) return undefined
  return split(lines, { from: from + 1, to, start: feed, end: lines.starts[to] ?? end }, options)
}

function isList({ text, starts, indents }: Lines, line: number): boolean {
  return isDash(text, (starts[line] as number) + (indents[line] as number))
}

function isDash(text: string, at: number): boolean {
  return text[at] === '-' && /[ \t\r\n]/.test(text[at + 1] ?? '\n')
}

/** Letters, digits, `_`, `/` and quotes; other keys are rare enough to stay within the block before them. */
function isKeyStart(code: number): boolean {
  return keyStarts.has(code)
}

const keyStarts = new Set(Array.from('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_/"\'', (char) => char.charCodeAt(0)))
const [tab, feedCode, returnCode, space, hash] = [9, 10, 13, 32, 35]
