import type { EditOptions, EditPath, JsonValue } from './api.ts'
import { addKey, type Draft, fresh, type ListDraft, type MapDraft, type MapSlot, openList, openMap } from './draft.ts'
import { equalsJson, isJsonMap } from './json-value.ts'
import { Refusal } from './refusal.ts'
import { refuseForeignTag, refuseSharedParent, refuseSharedParts, replaceAlias } from './sharing.ts'
import { isMergeKey, keyId } from './source.ts'

/** Makes the value at a place equal to the wish, keeping every part that is equal already. */
export function assignValue(draft: Draft, value: JsonValue, path: EditPath, options: EditOptions): Draft {
  if (value === undefined) throw new Refusal(path, 'The root of a document cannot be deleted.')
  if (draft.kind === 'kept') {
    if (equalsJson(draft.source, value)) return draft
    if (draft.source.kind === 'alias') return replaceAlias(draft.source, value, path, options)
    refuseSharedParent(draft.source, path)
    refuseForeignTag(draft.source, path, value)
    const bare = draft.source.kind === 'map' && draft.source.layout === 'pair'
    if (draft.source.kind === 'map' && isJsonMap(value) && !bare) return assignMap(openMap(draft.source), value, path, options)
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
    if (slot) slot.value = assignValue(slot.value, item, [...path, key], options)
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
    slot.value = assignValue(slot.value, value[i] as JsonValue, [...path, i], options)
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

/** Takes a key out of the draft; the entry in the file stays known, so that its lines can go. */
export function deleteSlot(map: MapDraft, slot: MapSlot, path: EditPath): void {
  if (slot.entry) refuseSharedParts([slot.entry.key, slot.entry.value], path)
  if (slot.entry) slot.deleted = true
  else map.slots.splice(map.slots.indexOf(slot), 1)
  if (slot.id !== undefined) map.byId.delete(slot.id)
}
