/** The text of a file as values with offsets: all that the edits need to know, independent of the parser behind it. */
export type Source = ScalarSource | MapSource | ListSource | AliasSource

interface Place {
  /** First character of the value itself, after anchor and tag. */
  readonly start: number
  /** Just past the value; trailing blanks and comments do not belong to it. */
  end: number
  readonly anchor?: string | undefined
  readonly tag?: string | undefined
  /** The aliases that refer to this value. */
  readonly aliases: AliasSource[]
}

/** The place of a value that has neither anchor nor tag, and no alias so far. */
export function untagged(start: number, end: number) {
  return { start, end, anchor: undefined, tag: undefined, aliases: [] }
}

export type ScalarStyle = 'plain' | 'single' | 'double' | 'block' | 'empty'

export interface ScalarSource extends Place {
  readonly kind: 'scalar'
  readonly value: unknown
  readonly style: ScalarStyle
  /** The characters as the parser took them; tells `1.0` from `1`. */
  readonly raw: string
}

export interface AliasSource extends Place {
  readonly kind: 'alias'
  readonly name: string
  readonly target: Source
}

export interface Slot {
  /** First character of the entry: its dash, `?`, key or (in a flow) item, with anchor and tag. */
  readonly start: number
  /** Where a value may begin: after the colon or dash and after anchor and tag; -1 when there is no colon. */
  readonly head: number
  /** In a flow: offset of the comma after the entry, or -1. */
  readonly comma: number
}

export interface MapEntry extends Slot {
  readonly key: Source
  readonly value: Source
  /** Equal for equal keys; `undefined` for keys that are collections. */
  readonly id: string | undefined
}

export interface ListItem extends Slot {
  readonly value: Source
}

export type Layout = 'block' | 'flow' | 'pair'

export interface MapSource extends Place {
  readonly kind: 'map'
  /** `pair` is the bare `a: b` inside a flow list. */
  readonly layout: Layout
  readonly entries: MapEntry[]
}

export interface ListSource extends Place {
  readonly kind: 'list'
  readonly layout: Layout
  readonly items: ListItem[]
}

/** Identity of a scalar key: equal value and type, whatever the spelling. */
export function keyId(value: unknown): string {
  return `${typeof value}:${String(value)}`
}

/** Just past the whole entry, without trailing blanks and comment. */
export function entryEnd(entry: MapEntry | ListItem): number {
  const floor = entry.head === -1 ? entry.start : entry.head
  const keyEnd = 'key' in entry ? entry.key.end : floor
  if (entry.value.kind === 'scalar' && entry.value.style === 'empty') return Math.max(floor, keyEnd)
  return entry.value.end
}

/** Finds entries by the identity of their key; those whose key is a collection by their position. */
export function entryFinder(map: MapSource): (id: string | undefined, position: number) => MapEntry | undefined {
  const byId = new Map(map.entries.map((entry) => [entry.id, entry]))
  return (id, position) => (id === undefined ? map.entries[position] : byId.get(id))
}

/** Edits of a large map ask for its merges again and again. */
const knownMerges = new WeakMap<MapSource, MapSource[]>()

/** The maps that a `<<` key merges in, in order of precedence. */
export function mergedMaps(map: MapSource): MapSource[] {
  const known = knownMerges.get(map)
  if (known) return known
  const found: MapSource[] = []
  knownMerges.set(map, found)
  for (const entry of map.entries) {
    if (!isMergeKey(entry)) continue
    const value = follow(entry.value)
    for (const part of value.kind === 'list' ? value.items.map((item) => follow(item.value)) : [value]) {
      if (part.kind === 'map') found.push(part)
    }
  }
  return found
}

/** A plain `<<` key: part of YAML 1.1 only, but nearly every consumer honours it. */
export function isMergeKey(entry: MapEntry): boolean {
  return entry.key.kind === 'scalar' && entry.key.style === 'plain' && entry.key.raw === '<<'
}

/** The value behind any chain of aliases. */
export function follow(source: Source): Source {
  return source.kind === 'alias' ? follow(source.target) : source
}

/** The value that a key has through merges, when the map itself has none. */
export function findMerged(map: MapSource, id: string): Source | undefined {
  for (const merged of mergedMaps(map)) {
    const value = merged.entries.find((entry) => entry.id === id)?.value ?? findMerged(merged, id)
    if (value) return value
  }
  return undefined
}
