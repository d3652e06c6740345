import type { Edit, EditOptions, EditPath, JsonValue } from './api.ts'
import { addKey, type Draft, fresh, type ListDraft, type MapDraft, type MapSlot, openList, openMap } from './draft.ts'
import { equalsJson, isJsonMap, toJson } from './json-value.ts'
import { formatPath, Refusal } from './refusal.ts'
import { findMerged, follow, isMergeKey, keyId, type Source } from './source.ts'

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
  if (step.depth === step.edit.path.length) return assign(draft, step.edit.value as JsonValue, path, step.options)
  const open = openForChildren(draft, path, step)
  if (open.kind === 'map') visitMap(open, step)
  else visitList(open, step)
  return open
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
  if (source.kind === 'alias') return detached(source, path, step.options)
  refuseSharedParent(source, path)
  refuseForeignTag(source, path)
  if (source.kind === 'scalar') throw notACollection(path, step)
  if (source.layout === 'pair') throw new Refusal(path, 'This is a bare "key: value" inside a flow list; write braces around it first.')
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
  if (slot && last && edit.value === undefined) return void deleteSlot(map, slot, edit.path)
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
  const start = merged && !last ? detached(merged, edit.path.slice(0, depth + 1), options) : last ? fresh(edit.value) : fresh(null)
  addKey(map, String(segment), last ? start : visit(start, { ...step, depth: depth + 1 }))
}

function findSlot(map: MapDraft, segment: string | number): MapSlot | undefined {
  const exact = map.byId.get(keyId(segment)) ?? map.byId.get(keyId(String(segment)))
  if (exact || typeof segment === 'number') return exact
  // `8080:` and `true:` are no strings, yet everybody who reads the file as JSON sees them as such.
  return map.slots.find((slot) => slot.entry?.key.kind === 'scalar' && slot.entry.key.raw === segment && !slot.deleted)
}

function deleteSlot(map: MapDraft, slot: MapSlot, path: EditPath): void {
  if (slot.entry) refuseSharedParts([slot.entry.key, slot.entry.value], path)
  if (slot.entry) slot.deleted = true
  else map.slots.splice(map.slots.indexOf(slot), 1)
  if (slot.id !== undefined) map.byId.delete(slot.id)
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

/** Makes the value at a place equal to the wish, keeping every part that is equal already. */
function assign(draft: Draft, value: JsonValue, path: EditPath, options: EditOptions): Draft {
  if (value === undefined) throw new Refusal(path, 'The root of a document cannot be deleted.')
  if (draft.kind === 'kept') {
    if (equalsJson(draft.source, value)) return draft
    if (draft.source.kind === 'alias') return options.shared === 'detach' ? fresh(value) : refuseAlias(draft.source.name, path)
    refuseSharedParent(draft.source, path)
    refuseForeignTag(draft.source, path, value)
    if (draft.source.kind === 'map' && isJsonMap(value) && draft.source.layout !== 'pair')
      return assignMap(openMap(draft.source), value, path, options)
    if (draft.source.kind === 'list' && Array.isArray(value)) return assignList(openList(draft.source), value, path, options)
    refuseSharedParts([draft.source], path)
    return fresh(value)
  }
  if (draft.kind === 'map' && isJsonMap(value)) return assignMap(draft, value, path, options)
  if (draft.kind === 'list' && Array.isArray(value)) return assignList(draft, value, path, options)
  if (draft.kind !== 'scalar' && draft.source) refuseSharedParts([draft.source], path)
  return fresh(value)
}

function assignMap(map: MapDraft, value: { [key: string]: JsonValue }, path: EditPath, options: EditOptions): Draft {
  for (const slot of [...map.slots]) {
    if (slot.entry && isMergeKey(slot.entry)) throw new Refusal(path, 'The map has a merge key (<<); set its keys one by one.')
    const wanted = slot.entry
      ? slot.entry.key.kind === 'scalar' && typeof slot.entry.key.value === 'string' && Object.hasOwn(value, slot.entry.key.value)
      : Object.hasOwn(value, slot.key)
    if (!wanted && !slot.deleted) deleteSlot(map, slot, path)
  }
  for (const [key, item] of Object.entries(value)) {
    const slot = map.byId.get(keyId(key))
    if (slot) slot.value = assign(slot.value, item, [...path, key], options)
    else addKey(map, key, fresh(item))
  }
  return map
}

/** Equal items at both ends stay; those between are changed in place, then added or deleted. */
function assignList(list: ListDraft, value: JsonValue[], path: EditPath, options: EditOptions): Draft {
  const { slots } = list
  const same = (slot: { value: Draft } | undefined, item: JsonValue | undefined): boolean =>
    slot?.value.kind === 'kept' && item !== undefined && equalsJson(slot.value.source, item)
  const shorter = Math.min(slots.length, value.length)
  let head = 0
  while (head < shorter && same(slots[head], value[head])) head += 1
  let tail = 0
  while (tail < shorter - head && same(slots.at(-1 - tail), value.at(-1 - tail))) tail += 1
  const middle = Math.max(0, shorter - head - tail)
  for (let i = head; i < head + middle; i++) {
    const slot = slots[i] as { value: Draft }
    slot.value = assign(slot.value, value[i] as JsonValue, [...path, i], options)
  }
  const at = head + middle
  const dropped = slots.splice(
    at,
    slots.length - tail - at,
    ...value.slice(at, value.length - tail).map((item) => ({ value: fresh(item) })),
  )
  for (const slot of dropped) if (slot.item) refuseSharedParts([slot.item.value], path)
  return list
}

function detached(source: Source, path: EditPath, options: EditOptions): MapDraft | ListDraft {
  const target = follow(source)
  if (options.shared !== 'detach') {
    throw new Refusal(
      path,
      `This value is shared: it stands elsewhere and comes here by ${source.kind === 'alias' ? `the alias *${source.name}` : 'a merge (<<)'}. Edit the original, or ask to detach.`,
    )
  }
  const copy = fresh(toJson(target) as JsonValue)
  if (copy.kind === 'map' || copy.kind === 'list') return copy
  throw new Refusal(path, 'The shared value is a single value, so nothing lies below it.')
}

function refuseAlias(name: string, path: EditPath): never {
  throw new Refusal(path, `The value is the alias *${name}, shared with other places. Edit the original, or ask to detach.`)
}

/** A value that aliases refer to changes in more places than the path names. */
function refuseSharedParent(source: Source, path: EditPath): void {
  if (source.aliases.length === 0) return
  throw new Refusal(
    path,
    `The value carries the anchor &${source.anchor}, and aliases use it in ${source.aliases.length} other place(s); the edit would change them too.`,
  )
}

/** A deleted or replaced value must not take an anchor away from an alias that stays. */
function refuseSharedParts(dropped: Source[], path: EditPath): void {
  const start = Math.min(...dropped.map((part) => part.start))
  const end = Math.max(...dropped.map((part) => part.end))
  for (const part of dropped.flatMap(descendants)) {
    if (part.aliases.some((alias) => alias.start < start || alias.end > end))
      throw new Refusal(path, `The value holds the anchor &${part.anchor}, which an alias elsewhere needs.`)
  }
}

function descendants(source: Source): Source[] {
  if (source.kind === 'map') return [source, ...source.entries.flatMap((entry) => [...descendants(entry.key), ...descendants(entry.value)])]
  if (source.kind === 'list') return [source, ...source.items.flatMap((item) => descendants(item.value))]
  return [source]
}

/** A tag says what the value means; a new value under it could mean something else. */
function refuseForeignTag(source: Source, path: EditPath, value?: JsonValue): void {
  if (source.tag === undefined) return
  const kept = { map: 'tag:yaml.org,2002:map', list: 'tag:yaml.org,2002:seq', scalar: 'tag:yaml.org,2002:str', alias: '' }[source.kind]
  const still =
    source.kind === 'scalar'
      ? typeof value === 'string'
      : value === undefined || (source.kind === 'list' ? Array.isArray(value) : isJsonMap(value))
  if (source.tag === kept && still) return
  throw new Refusal(path, `The value carries the tag ${source.tag}; a new value could mean something else under it.`)
}
