import { LineCursor } from './line-cursor.ts'
import { noteKey } from './node-reader.ts'
import { scanText } from './plain-text.ts'
import { scanKey, scanList, scanMap, scanScalar } from './plain-values.ts'
import { entryEnd, type ListItem, type ListSource, type MapEntry, type MapSource, type Source, untagged } from './source.ts'
import type { Span } from './split-blocks.ts'

/** Deeper files are the parser's, which counts the levels. */
const deepest = 40

/**
 * Reads the lines of one entry of a block map or list when each is of the plainest kind, as by far most lines are: `key: value`, `- value`, `key:`
 * above deeper lines, literal text, comments; no escapes, anchors, tags or line breaks in values. There is one way to read them, so it is the
 * parser's way, many times faster. `undefined` for whatever else stands there: that is for the parser.
 */
export function readPlainEntry(text: string, { start, end }: Span, path: (string | number)[]): MapEntry | ListItem | undefined {
  const cursor = new LineCursor(text, start, end)
  const entry = cursor.isDash() ? readItem(cursor, cursor.indent, path) : readPair(cursor, cursor.indent, path)
  return cursor.isDone ? entry : undefined
}

function readPair(cursor: LineCursor, indent: number, path: (string | number)[]): MapEntry | undefined {
  const key = scanKey(cursor.text, cursor.at)
  if (!key || path.length > deepest) return undefined
  const head = key.source.end + 1
  const value = readValue(cursor, { after: head, indent, inMap: true, path: [...path, key.name] })
  return value && { start: key.source.start, head, comma: -1, key: key.source, value, id: key.id }
}

function readItem(cursor: LineCursor, indent: number, path: (string | number)[]): ListItem | undefined {
  const start = cursor.at
  let inner = start + 1
  while (cursor.text.charCodeAt(inner) === space) inner += 1
  if (path.length > deepest) return undefined
  const slot = { start, head: start + 1, comma: -1 }
  if (scanKey(cursor.text, inner)) {
    cursor.at = inner
    cursor.indent = indent + inner - start
    const value = readMap(cursor, cursor.indent, path)
    return value && { ...slot, value }
  }
  const value = readValue(cursor, { after: start + 1, indent, inMap: false, path })
  return value && { ...slot, value }
}

interface Position {
  /** Just behind the colon or dash. */
  readonly after: number
  /** Column of the entry. */
  readonly indent: number
  readonly inMap: boolean
  readonly path: (string | number)[]
}

function readValue(cursor: LineCursor, { after, indent, inMap, path }: Position): Source | undefined {
  let at = after
  while (cursor.text.charCodeAt(at) === space) at += 1
  const code = cursor.text.charCodeAt(at)
  if (Number.isNaN(code) || code === feedCode || code === returnCode || code === hash) {
    if (!inMap || !cursor.leave(after)) return undefined
    return readBelow(cursor, indent, path)
  }
  if (code === bar) return readText(cursor, at, indent)
  const value = scanInline(cursor.text, at, path)
  if (!value || at === after || !cursor.leave(value.end)) return undefined
  // Deeper lines would belong to the value.
  return cursor.indent > indent ? undefined : value
}

function scanInline(text: string, at: number, path: (string | number)[]): Source | undefined {
  const code = text.charCodeAt(at)
  return code === openList ? scanList(text, at) : code === openMap ? scanMap(text, at, path) : scanScalar(text, at)
}

function readText(cursor: LineCursor, at: number, indent: number): Source | undefined {
  const source = scanText(cursor.text, { at, limit: cursor.limit, indent })
  if (source) cursor.skipTo(source.end)
  return source
}

/** The map or list below a lone `key:`; an empty value is left to the parser. */
function readBelow(cursor: LineCursor, indent: number, path: (string | number)[]): Source | undefined {
  if (cursor.isDash()) return cursor.indent >= indent ? readList(cursor, cursor.indent, path) : undefined
  return cursor.indent > indent ? readMap(cursor, cursor.indent, path) : undefined
}

function readMap(cursor: LineCursor, indent: number, path: (string | number)[]): MapSource | undefined {
  const entries: MapEntry[] = []
  const keys = new Set<string>()
  while (cursor.indent === indent && !cursor.isDash()) {
    const entry = readPair(cursor, indent, path)
    if (!entry) return undefined
    noteKey(entry, keys, path)
    entries.push(entry)
  }
  const last = entries.at(-1)
  if (!last || cursor.indent > indent) return undefined
  return { kind: 'map', layout: 'block', entries, ...untagged((entries[0] as MapEntry).start, entryEnd(last)) }
}

function readList(cursor: LineCursor, indent: number, path: (string | number)[]): ListSource | undefined {
  const items: ListItem[] = []
  while (cursor.indent === indent && cursor.isDash()) {
    const item = readItem(cursor, indent, [...path, items.length])
    if (!item) return undefined
    items.push(item)
  }
  const last = items.at(-1)
  if (!last || cursor.indent > indent) return undefined
  return { kind: 'list', layout: 'block', items, ...untagged((items[0] as ListItem).start, entryEnd(last)) }
}

const [feedCode, returnCode, space, hash, openList, openMap, bar] = [10, 13, 32, 35, 91, 123, 124]
