import type { Edit, EditOptions, EditPath, JsonValue } from './api.ts'
import { assignValue, deleteSlot } from './assign-value.ts'
import { addKey, type Draft, fresh, type ListDraft, type MapDraft, type MapSlot, openList, openMap } from './draft.ts'
import { equalsJson } from './json-value.ts'
import { formatPath, Refusal } from './refusal.ts'
import { detach, refuseBarePair, refuseForeignTag, refuseSharedParent, refuseSharedParts } from './sharing.ts'
import { findMerged, follow, isMergeKey, keyId, type MapEntry, type Source } from './source.ts'

/** What one edit is applied with: its path so far is a prefix of `edit.path`. */
interface Step {
  readonly edit: Edit
  readonly options: EditOptions
  readonly depth: number
}

/** The draft after one edit. Drafts that are open already are changed in place; a kept value is opened first. */
export function applyEdit(draft: Draft, edit: Edit, options: EditOptions): Draft {
  return visit(draft, { edit, options, depth: 0 })
}

function visit(draft: Draft, step: Step): Draft {
  const path = step.edit.path.slice(0, step.depth)
  if (step.depth === step.edit.path.length) return assignValue(draft, step.edit.value as JsonValue, path, step.options)
  if (draft.kind === 'kept' && alreadyHolds(draft.source, step.edit, step.depth)) return draft
  const open = openForChildren(draft, path, step)
  if (open.kind === 'map') visitMap(open, step)
  else visitList(open, step)
  return open
}

/** An edit that asks for what is there needs no permission to change a shared value. */
function alreadyHolds(source: Source, edit: Edit, depth: number): boolean {
  if (edit.insert || edit.value === undefined) return false
  const value = follow(source)
  const segment = edit.path[depth]
  if (segment === undefined) return equalsJson(value, edit.value)
  if (value.kind === 'list') {
    const item = typeof segment === 'number' || /^\d+$/.test(segment) ? value.items[Number(segment)] : undefined
    return item !== undefined && alreadyHolds(item.value, edit, depth + 1)
  }
  if (value.kind !== 'map') return false
  const own = findEntry(value.entries, segment)?.value ?? findMerged(value, keyId(segment))
  return own !== undefined && alreadyHolds(own, edit, depth + 1)
}

/** Turns the value on the way to the target into something whose children can change. */
function openForChildren(draft: Draft, path: EditPath, step: Step): MapDraft | ListDraft {
  if (draft.kind === 'map' || draft.kind === 'list') return draft
  if (isNull(draft)) {
    if (step.options.missing === 'refuse')
      throw new Refusal(path, `There is no map at ${formatPath(path) || 'the root'}, only an empty value.`)
    return fresh(typeof step.edit.path[step.depth] === 'number' ? [] : {}) as MapDraft | ListDraft
  }
  if (draft.kind === 'scalar') throw notACollection(path, step)
  const { source } = draft
  if (source.kind === 'alias') return detach(source, path, step.options)
  refuseSharedParent(source, path)
  refuseForeignTag(source, path)
  if (source.kind === 'scalar') throw notACollection(path, step)
  return source.kind === 'map' ? openMap(source) : openList(source)
}

function isNull(draft: Draft): boolean {
  if (draft.kind === 'scalar') return draft.value === null
  return (
    draft.kind === 'kept' &&
    draft.source.kind === 'scalar' &&
    draft.source.value === null &&
    !draft.source.tag &&
    draft.source.aliases.length === 0
  )
}

function notACollection(path: EditPath, step: Step): Refusal {
  return new Refusal(
    step.edit.path,
    `${formatPath(path) || 'The root'} is a single value, so it has no ${formatPath(step.edit.path.slice(step.depth))}.`,
  )
}

function visitMap(map: MapDraft, step: Step): void {
  const { edit, options, depth } = step
  const segment = edit.path[depth] as string | number
  const last = depth === edit.path.length - 1
  const slot = findSlot(map, segment)
  if (slot?.entry && isMergeKey(slot.entry))
    throw new Refusal(edit.path, 'The path names a merge key (<<); edit the merged map or add the key itself.')
  if (edit.insert && last) throw new Refusal(edit.path, '"insert" is for lists, and this is a map.')
  if (slot && last && edit.value === undefined) {
    refuseBarePair(map, edit.path)
    deleteSlot(map, slot, edit.path)
    return
  }
  if (slot) {
    slot.value = visit(slot.value, { ...step, depth: depth + 1 })
    return
  }
  const merged = map.source && findMerged(map.source, keyId(segment))
  if (edit.value === undefined) {
    if (merged) throw new Refusal(edit.path, 'The key comes from a merge (<<) and cannot be deleted here.')
    if (options.missing === 'refuse') throw missing(edit.path)
    return
  }
  if (merged && last && equalsJson(merged, edit.value)) return
  if (options.missing === 'refuse' && !merged) throw missing(edit.path)
  refuseBarePair(map, edit.path)
  const start = merged && !last ? detach(merged, edit.path.slice(0, depth + 1), options) : last ? fresh(edit.value) : fresh(null)
  addKey(map, String(segment), last ? start : visit(start, { ...step, depth: depth + 1 }))
}

function findSlot(map: MapDraft, segment: string | number): MapSlot | undefined {
  const exact = map.byId.get(keyId(segment)) ?? map.byId.get(keyId(String(segment)))
  if (exact || !map.source?.entries.some(hasOddKey)) return exact
  const entry = findEntry(map.source.entries, segment)
  return entry && map.slots.find((slot) => slot.entry === entry && !slot.deleted)
}

function hasOddKey(entry: MapEntry): boolean {
  return entry.id !== undefined && !entry.id.startsWith('string:')
}

/** `8080:` and `true:` are no strings, yet everybody who reads the file as JSON sees them as such. */
function findEntry(entries: readonly MapEntry[], segment: string | number): MapEntry | undefined {
  const ids = [keyId(segment), keyId(String(segment))]
  return (
    entries.find((entry) => entry.id === ids[0]) ??
    entries.find(
      (entry) => entry.id === ids[1] || (entry.key.kind === 'scalar' && (entry.key.raw === segment || String(entry.key.value) === segment)),
    )
  )
}

function visitList(list: ListDraft, step: Step): void {
  const { edit, options, depth } = step
  const index = listIndex(edit.path, depth, list.slots.length)
  const slot = list.slots[index]
  const last = depth === edit.path.length - 1
  if (edit.insert && last) {
    if (edit.value === undefined) throw new Refusal(edit.path, '"insert" needs a value.')
    list.slots.splice(index, 0, { value: fresh(edit.value) })
  } else if (slot && last && edit.value === undefined) {
    if (slot.item) refuseSharedParts([slot.item.value], edit.path)
    list.slots.splice(index, 1)
  } else if (slot) {
    slot.value = visit(slot.value, { ...step, depth: depth + 1 })
  } else if (options.missing === 'refuse') {
    throw missing(edit.path)
  } else if (edit.value !== undefined) {
    list.slots.push({ value: last ? fresh(edit.value) : visit(fresh(null), { ...step, depth: depth + 1 }) })
  }
}

function listIndex(path: EditPath, depth: number, length: number): number {
  const segment = path[depth] as string | number
  const index = segment === '-' ? length : typeof segment === 'string' && /^\d+$/.test(segment) ? Number(segment) : segment
  if (typeof index === 'number' && Number.isInteger(index) && index >= 0 && index <= length) return index
  throw new Refusal(
    path,
    `${formatPath(path.slice(0, depth)) || 'The root'} is a list of ${length}; allowed are the indexes 0 to ${length} and "-", seen ${JSON.stringify(segment)}.`,
  )
}

function missing(path: EditPath): Refusal {
  return new Refusal(path, 'There is no such key or item in the file.')
}
