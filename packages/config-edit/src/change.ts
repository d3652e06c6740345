import type { Change, EditPath } from './api.ts'
import { type Draft, draftToJson, type ListDraft, type MapDraft, slotName } from './draft.ts'
import { toJson } from './json-value.ts'
import { formatPath } from './refusal.ts'
import { entryFinder, findMerged, type MapEntry, type MapSource, type Source } from './source.ts'

interface Found {
  readonly path: EditPath
  readonly from: unknown
  readonly to: unknown
  /** Where the value stands in the new text, or stood in the old one. */
  readonly offset: number
  readonly in: 'before' | 'after'
}

/** The differences between the source and its draft, in the order of the file. */
export function listChanges(draft: Draft, root: Source, texts: { before: string; after: string }): Change[] {
  const found: Found[] = []
  if (draft.kind === 'kept' || draft.kind === 'scalar' || !draft.source) collectFresh(draft, root, found)
  else collect(draft, root, [], found)
  const lines = { before: lineCounter(texts.before), after: lineCounter(texts.after) }
  const line = new Map(found.toSorted((a, b) => a.offset - b.offset).map((change) => [change, lines[change.in](change.offset)]))
  return found.map((change) => ({ path: formatPath(change.path), from: change.from, to: change.to, line: line.get(change) ?? 1 }))
}

/** A document that was empty: each of its new keys is a change of its own. */
function collectFresh(draft: Draft, root: Source, found: Found[]): void {
  const find = draft.kind === 'map' && root.kind === 'map' ? entryFinder(root) : undefined
  if (draft.kind !== 'map' || !find) found.push(replacement(draft, undefined, root, []))
  else
    for (const [i, slot] of draft.slots.entries())
      found.push(replacement(slot.value, undefined, (find(slot.id, i) as MapEntry).value, [slot.key]))
}

function replacement(draft: Draft, from: Source | undefined, after: Source, path: EditPath): Found {
  return { path, from: from ? toJson(from) : null, to: draftToJson(draft), offset: after.start, in: 'after' }
}

function collect(draft: Draft, after: Source, path: EditPath, found: Found[]): void {
  if (draft.kind === 'map' && draft.source && after.kind === 'map') collectMap(draft, after, path, found)
  if (draft.kind === 'list' && draft.source && after.kind === 'list') collectList(draft, after.items, path, found)
}

function collectMap(draft: MapDraft, map: MapSource, path: EditPath, found: Found[]): void {
  const find = entryFinder(map)
  let position = 0
  for (const slot of draft.slots) {
    const inner = [...path, slotName(slot)]
    if (slot.deleted && slot.entry) {
      found.push({ path: inner, from: toJson(slot.entry.value), to: null, offset: slot.entry.start, in: 'before' })
      continue
    }
    const after = (find(slot.id, position) as MapEntry).value
    const merged = slot.entry || !draft.source || slot.id === undefined ? undefined : findMerged(draft.source, slot.id)
    collectSlot(slot.value, slot.entry?.value ?? merged, after, inner, found)
    position += 1
  }
}

function collectList(draft: ListDraft, items: readonly { value: Source }[], path: EditPath, found: Found[]): void {
  const kept = new Set(draft.slots.map((slot) => slot.item))
  for (const [index, item] of (draft.source?.items ?? []).entries()) {
    if (!kept.has(item)) found.push({ path: [...path, index], from: toJson(item.value), to: null, offset: item.start, in: 'before' })
  }
  for (const [index, slot] of draft.slots.entries())
    collectSlot(slot.value, slot.item?.value, (items[index] as { value: Source }).value, [...path, index], found)
}

function collectSlot(draft: Draft, from: Source | undefined, after: Source, path: EditPath, found: Found[]): void {
  if (draft.kind === 'kept') return
  if (draft.kind !== 'scalar' && draft.source) collect(draft, after, path, found)
  else found.push(replacement(draft, from, after, path))
}

/** Line of an offset; offsets must come in rising order, so that all together cost one pass. */
function lineCounter(text: string): (offset: number) => number {
  let line = 1
  let position = 0
  return (offset) => {
    for (let feed = text.indexOf('\n', position); feed !== -1 && feed < offset; feed = text.indexOf('\n', position)) {
      line += 1
      position = feed + 1
    }
    return line
  }
}
