import {
  type Alias,
  type CST,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import { depthLimit } from './json-value.ts'
import { Refusal } from './refusal.ts'
import {
  type AliasSource,
  entryEnd,
  keyId,
  type Layout,
  type ListItem,
  type ListSource,
  type MapEntry,
  type MapSource,
  type ScalarStyle,
  type Slot,
  type Source,
} from './source.ts'

/** Walks one document in text order, so that an alias meets the latest anchor of its name. */
export class Reader {
  readonly #anchors = new Map<string, Source>()
  readonly #open = new Set<Source>()
  /** Anchors and aliases so far. */
  links = 0
  /** Where the parsed text begins in the file. */
  #offset = 0

  /** The entries of a block of the file that was parsed on its own. */
  readEntries(node: YAMLMap, offset: number, path: (string | number)[]): MapEntry[] {
    this.#offset = offset
    const entries: MapEntry[] = []
    this.#entries(node, entries, path)
    return entries
  }

  /** The items of a block, of which the first has the given index in the file. */
  readItems(node: YAMLSeq, offset: number, from: number, path: (string | number)[]): ListItem[] {
    this.#offset = offset
    const items: ListItem[] = []
    this.#items(node, items, from, path)
    return items
  }

  read(node: unknown, path: (string | number)[]): Source {
    if (path.length > depthLimit) throw new Refusal(path, `The file is nested deeper than ${depthLimit} levels.`)
    if (isAlias(node)) return this.#alias(node, path)
    if (isMap(node)) return this.#map(node, path)
    if (isSeq(node)) return this.#list(node, path)
    if (isScalar(node)) return this.#scalar(node)
    throw new Refusal(path, 'The file holds a value that this editor does not know.')
  }

  #scalar(node: Scalar): Source {
    const raw = node.source ?? ''
    const value = typeof node.value === 'bigint' && Number.isSafeInteger(Number(node.value)) ? Number(node.value) : node.value
    return this.#anchored({ kind: 'scalar', value, raw, style: scalarStyle(node, raw), ...this.#place(node) })
  }

  #alias(node: Alias, path: (string | number)[]): Source {
    const target = this.#anchors.get(node.source)
    if (!target) throw new Refusal(path, `The alias *${node.source} refers to no anchor before it.`)
    if (this.#open.has(target)) throw new Refusal(path, `The alias *${node.source} refers to a value that contains it.`)
    const alias: AliasSource = { kind: 'alias', name: node.source, target, ...this.#place(node) }
    target.aliases.push(alias)
    this.links += 1
    return alias
  }

  #map(node: YAMLMap, path: (string | number)[]): Source {
    const entries: MapEntry[] = []
    const map = this.#anchored<MapSource>({ kind: 'map', layout: layoutOf(node), entries, ...this.#place(node) })
    this.#open.add(map)
    this.#entries(node, entries, path)
    this.#open.delete(map)
    return ended(map)
  }

  #entries(node: YAMLMap, into: MapEntry[], path: (string | number)[]): void {
    const tokens = collectionItems(node)
    const seen = new Set<string>()
    for (const [index, pair] of node.items.entries()) {
      const entry = this.#entry(pair as Pair, tokens, index, path)
      noteKey(entry, seen, path)
      into.push(entry)
    }
  }

  #entry(pair: Pair, tokens: TokenIndex, index: number, path: (string | number)[]): MapEntry {
    const token = (pair as { srcToken?: CST.CollectionItem }).srcToken
    if (!token) throw new Refusal(path, 'The parser did not say where an entry stands.')
    const slot = slotOf(token, tokens, index, this.#offset)
    const key = pair.key === null ? emptyAt(slot.start) : this.read(pair.key, path)
    const keyNode = key.kind === 'alias' ? key.target : key
    const id = keyNode.kind === 'scalar' ? keyId(keyNode.value) : undefined
    const name = keyNode.kind === 'scalar' ? String(keyNode.value) : '?'
    const value = pair.value === null ? emptyAt(slot.head === -1 ? key.end : slot.head) : this.read(pair.value, [...path, name])
    return { ...slot, key, value, id }
  }

  #list(node: YAMLSeq, path: (string | number)[]): Source {
    const items: ListItem[] = []
    const list = this.#anchored<ListSource>({ kind: 'list', layout: layoutOf(node), items, ...this.#place(node) })
    this.#open.add(list)
    this.#items(node, items, 0, path)
    this.#open.delete(list)
    return ended(list)
  }

  #items(node: YAMLSeq, into: ListItem[], from: number, path: (string | number)[]): void {
    const tokens = collectionItems(node)
    for (const [index, item] of node.items.entries()) {
      const token = tokens.items[index]
      const inner = [...path, from + index]
      if (!token || isPair(item)) throw new Refusal(inner, 'The parser did not say where an item stands.')
      into.push({ ...slotOf(token, tokens, index, this.#offset), value: this.read(item, inner) })
    }
  }

  #anchored<T extends Source>(source: T): T {
    if (source.anchor === undefined) return source
    this.#anchors.set(source.anchor, source)
    this.links += 1
    return source
  }

  #place(node: Node): { start: number; end: number; anchor: string | undefined; tag: string | undefined; aliases: AliasSource[] } {
    const [start, end] = node.range as [number, number, number]
    const offset = this.#offset
    return {
      start: start + offset,
      end: end + offset,
      anchor: (node as Scalar).anchor,
      tag: isAlias(node) ? undefined : node.tag,
      aliases: [],
    }
  }
}

/** Two equal keys in one map are an error, though many parsers let them pass. */
export function noteKey(entry: MapEntry, seen: Set<string>, path: (string | number)[]): void {
  if (entry.id === undefined) return
  if (seen.has(entry.id)) {
    throw new Refusal(
      [...path, String((entry.key as { value?: unknown }).value)],
      'The key stands twice in the same map; which one counts depends on the reader.',
    )
  }
  seen.add(entry.id)
}

/** The parser counts comments after a last empty value as part of a block collection. */
export function ended<T extends MapSource | ListSource>(source: T): T {
  const last = source.kind === 'map' ? source.entries.at(-1) : source.items.at(-1)
  if (source.layout === 'block' && last) source.end = entryEnd(last)
  return source
}

function emptyAt(offset: number): Source {
  return { kind: 'scalar', value: null, raw: '', style: 'empty', start: offset, end: offset, aliases: [] }
}

function scalarStyle(node: Scalar, raw: string): ScalarStyle {
  if (node.type === 'QUOTE_SINGLE') return 'single'
  if (node.type === 'QUOTE_DOUBLE') return 'double'
  if (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED') return 'block'
  return raw === '' ? 'empty' : 'plain'
}

function layoutOf(node: YAMLMap | YAMLSeq): Layout {
  if (!node.flow) return 'block'
  return node.srcToken ? 'flow' : 'pair'
}

interface TokenIndex {
  /** The tokens of the real items, in order. */
  readonly items: CST.CollectionItem[]
  /** Comma after each real item, or -1. */
  readonly commas: number[]
}

/** The parser's items also hold stray comments and a last comma; only the real ones count. */
function collectionItems(node: YAMLMap | YAMLSeq): TokenIndex {
  const token = node.srcToken as CST.BlockMap | CST.BlockSequence | CST.FlowCollection | undefined
  const index: TokenIndex = { items: [], commas: [] }
  for (const item of (token?.items ?? []) as CST.CollectionItem[]) {
    const comma = item.start.find((part) => part.type === 'comma')
    if (comma && index.items.length > 0) index.commas[index.items.length - 1] = comma.offset
    const real = item.key !== undefined || item.sep || item.value || item.start.some((part) => realTokens.has(part.type))
    if (!real) continue
    index.items.push(item)
    index.commas.push(-1)
  }
  return index
}

const realTokens = new Set(['seq-item-ind', 'anchor', 'tag', 'explicit-key-ind', 'map-value-ind'])
const headTokens = new Set(['seq-item-ind', 'map-value-ind', 'anchor', 'tag'])
const blankTokens = new Set(['space', 'newline', 'comment', 'comma'])

function slotOf(token: CST.CollectionItem, tokens: TokenIndex, index: number, offset: number): Slot {
  const first = token.start.find((part) => !blankTokens.has(part.type))
  const content = token.key ?? token.sep?.[0] ?? token.value
  const start = (first?.offset ?? (content as { offset: number } | undefined)?.offset ?? -1) + offset
  const bare = tokens.commas[index] ?? -1
  const comma = bare === -1 ? -1 : bare + offset
  const inSep = token.sep !== undefined
  const colon = !inSep || token.sep?.some((part) => part.type === 'map-value-ind')
  if (!colon || (!inSep && token.key !== undefined)) return { start, head: -1, comma }
  const last = (inSep ? (token.sep ?? []) : token.start).findLast((part) => headTokens.has(part.type))
  return { start, head: last ? last.offset + last.source.length + offset : start, comma }
}
