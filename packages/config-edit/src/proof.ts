import type { EditPath } from './api.ts'
import { type Draft, type ListDraft, liveSlots, type MapDraft, slotName } from './draft.ts'
import type { Patch } from './patch.ts'
import type { SourceDocument } from './read-yaml.ts'
import { Refusal } from './refusal.ts'
import { entryFinder, isMergeKey, type Source } from './source.ts'

/** Refuses unless every character outside the patches is in the new text, in the same order. */
export function proveBytes(before: string, after: string, patches: readonly Patch[]): void {
  let from = 0
  let to = 0
  for (const patch of [...patches, { start: before.length, end: before.length, text: '' }]) {
    const kept = before.slice(from, patch.start)
    if (!after.startsWith(kept, to) || !after.startsWith(patch.text, to + kept.length))
      throw unproven([], 'characters outside the edit would change')
    to += kept.length + patch.text.length
    from = patch.end
  }
  if (to !== after.length) throw unproven([], 'the text would not end where it should')
}

/** Refuses unless the new text, parsed again, is the intended model: the draft in its document, the other documents as they were. */
export function proveModel(drafts: readonly (Draft | undefined)[], documents: readonly SourceDocument[]): void {
  if (drafts.length !== documents.length) throw unproven([], 'the number of documents would change')
  for (const [index, draft] of drafts.entries()) {
    const root = documents[index]?.root
    if (!draft !== !root) throw unproven([], 'a document would appear or vanish')
    if (draft && root) new Comparison().run(draft, root)
  }
}

/** The edit was right, yet its text was not: say so, and change nothing. */
export function unproven(path: EditPath, what: string): Refusal {
  return new Refusal(path, `The edit cannot be made safely in this file: ${what}. Nothing was changed; edit this place by hand.`)
}

/** Walks draft and result side by side and remembers which value became which. */
class Comparison {
  readonly #now = new Map<Source, Source>()
  readonly #aliases: { before: Source; after: Source; path: EditPath }[] = []

  run(draft: Draft, root: Source): void {
    this.#draft(draft, root, [])
    for (const { before, after, path } of this.#aliases) {
      if (this.#now.get(before) !== after) throw unproven(path, 'an alias would refer to another value')
    }
  }

  #draft(draft: Draft, after: Source, path: EditPath): void {
    if (draft.kind === 'kept') this.#kept(draft.source, after, path)
    else if (draft.kind === 'scalar') this.#scalarDraft(draft.value, after, path)
    else {
      if (draft.source) this.#properties(draft.source, after, path)
      if (draft.kind === 'map') this.#mapDraft(draft, after, path)
      else this.#listDraft(draft, after, path)
    }
  }

  #scalarDraft(value: unknown, after: Source, path: EditPath): void {
    if (after.kind !== 'scalar' || comparable(after.value) !== comparable(value))
      throw unproven(path, 'the value would be read as another one')
  }

  #listDraft(draft: ListDraft, after: Source, path: EditPath): void {
    if (after.kind !== 'list' || after.items.length !== draft.slots.length) throw unproven(path, 'the list would have another length')
    for (const [i, slot] of draft.slots.entries()) this.#draft(slot.value, (after.items[i] as { value: Source }).value, [...path, i])
  }

  #mapDraft(draft: MapDraft, after: Source, path: EditPath): void {
    const slots = liveSlots(draft)
    if (after.kind !== 'map' || after.entries.length !== slots.length) throw unproven(path, 'the map would have other keys')
    const find = entryFinder(after)
    for (const [i, slot] of slots.entries()) {
      const entry = find(slot.id, i)
      if (!entry || (!slot.entry && isMergeKey(entry))) throw unproven(path, 'the map would have other keys')
      if (slot.entry) this.#kept(slot.entry.key, entry.key, path)
      this.#draft(slot.value, entry.value, [...path, slotName(slot)])
    }
  }

  #kept(before: Source, after: Source, path: EditPath): void {
    // Read from the very same block of text, which holds neither anchor nor alias.
    if (before === after) return
    if (before.kind !== after.kind) throw unproven(path, 'an untouched value would change')
    this.#properties(before, after, path)
    if (before.kind === 'alias' && after.kind === 'alias') {
      if (before.name !== after.name) throw unproven(path, 'an untouched alias would change')
      this.#aliases.push({ before: before.target, after: after.target, path })
    } else if (before.kind === 'scalar' && after.kind === 'scalar') {
      const same = before.raw === after.raw && before.style === after.style && typeof before.value === typeof after.value
      if (!same) throw unproven(path, 'an untouched value would change')
    } else if (before.kind === 'map' && after.kind === 'map') {
      if (before.entries.length !== after.entries.length) throw unproven(path, 'an untouched map would change')
      for (const [i, entry] of before.entries.entries()) {
        const other = after.entries[i] as typeof entry
        this.#kept(entry.key, other.key, path)
        this.#kept(entry.value, other.value, path)
      }
    } else if (before.kind === 'list' && after.kind === 'list') {
      if (before.items.length !== after.items.length) throw unproven(path, 'an untouched list would change')
      for (const [i, item] of before.items.entries()) this.#kept(item.value, (after.items[i] as typeof item).value, path)
    }
  }

  #properties(before: Source, after: Source, path: EditPath): void {
    this.#now.set(before, after)
    if (before.anchor !== after.anchor || before.tag !== after.tag) throw unproven(path, 'an anchor or tag would change')
  }
}

/** An integer too long to be exact is compared as the number that JSON readers make of it. */
function comparable(value: unknown): unknown {
  return typeof value === 'bigint' ? Number(value) : value
}
