import type { JsonValue } from './api.ts'
import { isJsonMap, toJson } from './json-value.ts'
import { keyId, type ListItem, type ListSource, type MapEntry, type MapSource, type Source } from './source.ts'

/**
 * The intended document: the source with its touched parts opened. Edits change the draft; patches and proof are both derived from it, by different code.
 */
export type Draft = KeptDraft | ScalarDraft | MapDraft | ListDraft

/** A value that nobody touched. */
export interface KeptDraft {
  readonly kind: 'kept'
  readonly source: Source
}

export interface ScalarDraft {
  readonly kind: 'scalar'
  readonly value: string | number | boolean | null
}

export interface MapDraft {
  readonly kind: 'map'
  /** The map in the file that this one is an edited version of; absent when it is new. */
  readonly source?: MapSource | undefined
  readonly slots: MapSlot[]
  /** Slots by the identity of their key. */
  readonly byId: Map<string, MapSlot>
}

export interface MapSlot {
  /** The entry in the file; absent when the key is new. */
  readonly entry?: MapEntry | undefined
  /** The new key, when there is no entry. */
  readonly key: string
  readonly id: string | undefined
  value: Draft
  deleted: boolean
}

export interface ListDraft {
  readonly kind: 'list'
  readonly source?: ListSource | undefined
  readonly slots: ListSlot[]
}

export interface ListSlot {
  readonly item?: ListItem | undefined
  value: Draft
}

/** A draft of a value that the file does not hold yet. */
export function fresh(value: JsonValue): Draft {
  if (Array.isArray(value)) return { kind: 'list', slots: value.map((item) => ({ value: fresh(item) })) }
  if (!isJsonMap(value)) return { kind: 'scalar', value }
  const draft: MapDraft = { kind: 'map', slots: [], byId: new Map() }
  for (const [key, item] of Object.entries(value)) addKey(draft, key, fresh(item))
  return draft
}

export function addKey(draft: MapDraft, key: string, value: Draft): void {
  const slot: MapSlot = { key, id: keyId(key), value, deleted: false }
  draft.slots.push(slot)
  draft.byId.set(keyId(key), slot)
}

export function openMap(source: MapSource): MapDraft {
  const slots: MapSlot[] = source.entries.map((entry) => ({
    entry,
    key: '',
    id: entry.id,
    value: { kind: 'kept', source: entry.value },
    deleted: false,
  }))
  const byId = new Map<string, MapSlot>()
  for (const slot of slots) if (slot.id !== undefined) byId.set(slot.id, slot)
  return { kind: 'map', source, slots, byId }
}

export function openList(source: ListSource): ListDraft {
  return { kind: 'list', source, slots: source.items.map((item) => ({ item, value: { kind: 'kept', source: item.value } })) }
}

/** The slots that the new text must show, in order. */
export function liveSlots(draft: MapDraft): MapSlot[] {
  return draft.slots.filter((slot) => !slot.deleted)
}

/** The draft as plain JSON. */
export function draftToJson(draft: Draft): unknown {
  if (draft.kind === 'kept') return toJson(draft.source)
  if (draft.kind === 'scalar') return draft.value
  if (draft.kind === 'list') return draft.slots.map((slot) => draftToJson(slot.value))
  return Object.fromEntries(liveSlots(draft).map((slot) => [slotName(slot), draftToJson(slot.value)]))
}

/** The key of a slot as a path segment. */
export function slotName(slot: MapSlot): string {
  if (!slot.entry) return slot.key
  const key = slot.entry.key.kind === 'alias' ? slot.entry.key.target : slot.entry.key
  return key.kind === 'scalar' ? String(key.value) : JSON.stringify(toJson(key))
}
