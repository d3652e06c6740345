import type { JsonValue } from './api.ts'
import { type Draft, draftToJson, type ListDraft, liveSlots, type MapDraft, slotName } from './draft.ts'
import type { Patch } from './patch.ts'
import { patchBlockEntries } from './patch-block.ts'
import { patchFlowEntries } from './patch-flow.ts'
import { replaceValue } from './replace-value.ts'
import type { ListItem, ListSource, MapEntry, MapSource } from './source.ts'
import type { Style } from './style.ts'

export interface PatchContext {
  readonly text: string
  readonly style: Style
  readonly patches: Patch[]
}

/** One place of the edited collection: an entry that was there, or a value to write. */
export type Place = { readonly entry: MapEntry | ListItem } | { readonly key: string | undefined; readonly value: JsonValue }

/** Collects the patches that turn the value in the slot into its draft. */
export function patchValue(slot: MapEntry | ListItem, draft: Draft, inFlow: boolean, context: PatchContext): void {
  if (draft.kind === 'kept') return
  if (draft.kind === 'scalar' || !draft.source) replaceValue(slot, draftToJson(draft) as JsonValue, inFlow, context)
  else patchCollection(slot, draft, draft.source, inFlow, context)
}

function patchCollection(
  slot: MapEntry | ListItem,
  draft: MapDraft | ListDraft,
  source: MapSource | ListSource,
  inFlow: boolean,
  context: PatchContext,
): void {
  const isFlow = source.layout !== 'block'
  const slots = draft.kind === 'map' ? liveSlots(draft) : draft.slots
  const places: Place[] = []
  let survivors = 0
  for (const child of slots) {
    const entry = 'item' in child ? child.item : 'entry' in child ? child.entry : undefined
    if (entry) {
      survivors += 1
      patchValue(entry, child.value, isFlow, context)
      places.push({ entry })
    } else {
      places.push({ key: 'key' in child ? slotName(child) : undefined, value: draftToJson(child.value) as JsonValue })
    }
  }
  const count = source.kind === 'map' ? source.entries.length : source.items.length
  if (survivors === count && places.length === count) return
  if (isFlow) patchFlowEntries(source, places, context)
  else if (survivors === 0) replaceValue(slot, draftToJson(draft) as JsonValue, inFlow, context)
  else patchBlockEntries(source, places, context)
}
