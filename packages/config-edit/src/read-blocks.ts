import { type Document, isMap, isSeq, type YAMLMap, type YAMLSeq } from 'yaml'
import { ended, noteKey, Reader } from './node-reader.ts'
import type { Patch } from './patch.ts'
import { readPlainEntry } from './plain-entries.ts'
import { Refusal } from './refusal.ts'
import { type ListItem, type ListSource, type MapEntry, type MapSource, untagged } from './source.ts'
import { type Block, type Blocks, type Span, splitBlocks } from './split-blocks.ts'

/** A large file, read block by block: the parser is several times faster on many small texts than on one large text. */
export interface BlockReading {
  readonly root: MapSource | ListSource
  /** What each block held, by its start. */
  readonly known: ReadonlyMap<number, KnownBlock>
}

interface KnownBlock {
  readonly end: number
  readonly entries: readonly MapEntry[] | readonly ListItem[]
}

/** The file before the patches. Parsing depends on nothing but the text, so a block whose text no patch touched is not parsed again. */
export interface Earlier {
  readonly text: string
  readonly blocks: BlockReading
  readonly patches: readonly Patch[]
}

interface Options {
  readonly lines: number
  readonly earlier?: Earlier | undefined
}

type Parse = (text: string) => Document.Parsed[]

/** `undefined` when the file is small, is not one large block map or list, or holds an error: then it is to be read as a whole. */
export function readBlocks(text: string, parse: Parse, { lines, earlier }: Options): BlockReading | undefined {
  const untouched = earlier && mapUntouched(earlier)
  const blocks = splitBlocks(text, { lines, starts: untouched && new Set(untouched.keys()) })
  if (!blocks) return undefined
  try {
    return new BlocksReader(text, parse, earlier, untouched).run(blocks)
  } catch (error) {
    if (error instanceof Refusal || error instanceof NotAlone) return undefined
    throw error
  }
}

/** Start of each block that no patch touches, in the new text, and in the old one. */
function mapUntouched({ blocks, patches }: Earlier): Map<number, number> {
  const starts = new Map<number, number>()
  let next = 0
  let shift = 0
  for (const [start, { end }] of blocks.known) {
    for (let patch = patches[next]; patch && patch.end <= start; patch = patches[++next])
      shift += patch.text.length - (patch.end - patch.start)
    const patch = patches[next]
    if (!patch || patch.start >= end) starts.set(start + shift, start)
  }
  return starts
}

/** The block is not complete by itself, so the lines were no entries after all. */
class NotAlone extends Error {}

class BlocksReader {
  readonly #reader = new Reader()
  readonly #known = new Map<number, KnownBlock>()
  readonly #text: string
  readonly #parse: Parse
  readonly #earlier: Earlier | undefined
  readonly #untouched: ReadonlyMap<number, number> | undefined

  constructor(text: string, parse: Parse, earlier: Earlier | undefined, untouched: ReadonlyMap<number, number> | undefined) {
    this.#text = text
    this.#parse = parse
    this.#earlier = earlier
    this.#untouched = untouched
  }

  run(blocks: Blocks): BlockReading {
    return { root: this.#collection(blocks, []), known: this.#known }
  }

  #collection({ kind, blocks }: Blocks, path: (string | number)[]): MapSource | ListSource {
    const into: Into = kind === 'map' ? { kind, entries: [], keys: new Set() } : { kind, items: [] }
    for (const block of blocks) this.#block(block, into, path)
    const { start } = (into.kind === 'map' ? into.entries[0] : into.items[0]) as MapEntry | ListItem
    const place = untagged(start, start)
    if (into.kind === 'map') return ended<MapSource>({ kind: 'map', layout: 'block', entries: into.entries, ...place })
    return ended<ListSource>({ kind: 'list', layout: 'block', items: into.items, ...place })
  }

  #block(block: Block, into: Into, path: (string | number)[]): void {
    const known = block.value ? undefined : this.#recall(block)
    if (known && into.kind === 'map') for (const entry of known.entries as MapEntry[]) addEntry(entry, into, path)
    else if (known && into.kind === 'list') for (const item of known.entries as ListItem[]) into.items.push(item)
    else this.#read(block, into, path)
  }

  #recall({ start, end }: Block): KnownBlock | undefined {
    const before = this.#untouched?.get(start)
    const known = before === undefined ? undefined : this.#earlier?.blocks.known.get(before)
    if (before === undefined || !known || known.end - before !== end - start) return undefined
    if (this.#earlier?.text.slice(before, known.end) !== this.#text.slice(start, end)) return undefined
    return known
  }

  #read(block: Block, into: Into, path: (string | number)[]): void {
    // Entry by entry, so that the second reading has as little as possible to read again.
    let { start } = block
    for (const end of [...block.entries, block.end]) {
      const links = this.#reader.links
      const entries = this.#plain({ start, end }, into, path) ?? this.#parsed({ start, end }, into, path)
      // An anchor or alias means something outside of its lines; so does a key whose value follows in blocks of its own.
      if (this.#reader.links === links && !block.value) this.#known.set(start, { end, entries })
      start = end
    }
    if (block.value && into.kind === 'map') this.#value(block.value, into, path)
  }

  /** An entry that needs no parser. The proof reads what was touched with the parser alone: it must not share a mistake with the first reading. */
  #plain({ start, end }: Span, into: Into, path: (string | number)[]): MapEntry[] | ListItem[] | undefined {
    if (this.#earlier) return undefined
    const plain = readPlainEntry(this.#text, { start, end }, into.kind === 'map' ? path : [...path, into.items.length])
    if (plain && 'key' in plain && into.kind === 'map') {
      addEntry(plain, into, path)
      return [plain]
    }
    if (!plain || 'key' in plain || into.kind === 'map') return undefined
    into.items.push(plain)
    return [plain]
  }

  #parsed({ start, end }: Span, into: Into, path: (string | number)[]): MapEntry[] | ListItem[] {
    const node = parseAlone(this.#text.slice(start, end), this.#parse)
    if (isMap(node) && into.kind === 'map') {
      const entries = this.#reader.readEntries(node, start, path)
      for (const entry of entries) addEntry(entry, into, path)
      return entries
    }
    if (!isSeq(node) || into.kind !== 'list') throw new NotAlone()
    const items = this.#reader.readItems(node, start, into.items.length, path)
    into.items.push(...items)
    return items
  }

  /** The line read last is a key whose value follows, block by block. */
  #value(blocks: Blocks, { entries }: MapInto, path: (string | number)[]): void {
    const entry = entries.pop()
    const name = entry?.key.kind === 'scalar' ? String(entry.key.value) : undefined
    if (!entry || name === undefined || entry.value.kind !== 'scalar' || entry.value.style !== 'empty') throw new NotAlone()
    entries.push({ ...entry, value: this.#collection(blocks, [...path, name]) })
  }
}

interface MapInto {
  readonly kind: 'map'
  readonly entries: MapEntry[]
  readonly keys: Set<string>
}

type Into = MapInto | { readonly kind: 'list'; readonly items: ListItem[] }

function addEntry(entry: MapEntry, into: MapInto, path: (string | number)[]): void {
  noteKey(entry, into.keys, path)
  into.entries.push(entry)
}

function parseAlone(text: string, parse: Parse): YAMLMap | YAMLSeq {
  const [document, ...others] = parse(text)
  const node = document?.contents
  if (!document || others.length > 0 || document.errors.length > 0) throw new NotAlone()
  if (!(isMap(node) || isSeq(node)) || node.flow || node.anchor !== undefined || node.tag !== undefined) throw new NotAlone()
  return node
}
