import type { JsonValue } from './api.ts'
import type { PatchContext, Place } from './patch-value.ts'
import { entryEnd, type ListItem, type ListSource, type MapEntry, type MapSource } from './source.ts'
import type { Style } from './style.ts'
import { blanksBefore, lineEnd, lineStart } from './text-lines.ts'
import { writeFlow, writeKey } from './write-value.ts'

type Entry = MapEntry | ListItem
type Added = { readonly key: string | undefined; readonly value: JsonValue }

/** What the author puts between the entries of one flow collection. */
interface FlowLayout {
  readonly entries: readonly Entry[]
  readonly close: number
  /** Blanks before each new entry; with a line break when every entry has its own line. */
  readonly lead: string
  readonly colon: string
}

/** Adds and deletes whole entries of a flow collection, and the commas that go with them. */
export function patchFlowEntries(source: MapSource | ListSource, places: readonly Place[], context: PatchContext): void {
  const layout = readLayout(source, context)
  if (places.some((place) => 'entry' in place)) {
    addEntries(places, layout, context)
    deleteEntries(places, layout, context)
  } else {
    fillEmptied(source, places as Added[], layout, context)
  }
}

function readLayout(source: MapSource | ListSource, { text, style }: PatchContext): FlowLayout {
  const entries: readonly Entry[] = source.kind === 'map' ? source.entries : source.items
  const first = entries[0]
  const last = entries.at(-1)
  const firstLead = first ? blanksBefore(text, first.start, source.start + 1) : ''
  const between = /^\s*:[ \t]*$/.exec(first && 'key' in first ? text.slice(first.key.end, first.value.start) : '')?.[0]
  const colon = style.json && between !== undefined ? between : ': '
  const lastLead = last && entries.length > 1 ? blanksBefore(text, last.start, source.start + 1) : undefined
  const spaced = firstLead.includes('\n') ? firstLead : colon === ':' ? '' : ' '
  return { entries, close: source.end - 1, lead: lastLead ?? spaced, colon }
}

/** Every entry that was there is gone, or none was there. */
function fillEmptied(source: MapSource | ListSource, added: readonly Added[], layout: FlowLayout, context: PatchContext): void {
  const { text, style, patches } = context
  const [start, end] = [source.start + 1, layout.close]
  if (added.length === 0) {
    patches.push({ start, end, text: '' })
    return
  }
  const first = layout.entries[0]
  const unit = first ? undefined : style.jsonUnit
  const indent = /^[ \t]*/.exec(text.slice(lineStart(text, source.start), source.start))?.[0] ?? ''
  const pad = source.kind === 'map' && !style.json ? ' ' : ''
  const lead = first ? blanksBefore(text, first.start, start) : unit === undefined ? pad : style.eol + indent + unit
  const tail = first ? blanksBefore(text, end, start) : unit === undefined ? pad : style.eol + indent
  const glue = lead.includes('\n') ? lead : layout.lead || (layout.colon === ':' ? '' : ' ')
  const items = added.map((item) => writeAdded(item, lead, layout, style))
  patches.push({ start, end, text: lead + items.join(`,${glue}`) + tail })
}

function writeAdded({ key, value }: Added, lead: string, layout: FlowLayout, style: Style): string {
  const compact = style.json && layout.colon === ':' && !lead.includes('\n')
  const written = style.json && lead.includes('\n') ? prettyJson(value, lead, style) : writeFlow(value, style, compact)
  return key === undefined ? written : `${writeKey(key, style, true)}${layout.colon}${written}`
}

function prettyJson(value: JsonValue, lead: string, style: Style): string {
  const indent = lead.slice(lead.lastIndexOf('\n') + 1)
  return JSON.stringify(value, null, style.jsonUnit ?? '  ').replaceAll('\n', style.eol + indent)
}

function addEntries(places: readonly Place[], layout: FlowLayout, { text, style, patches }: PatchContext): void {
  let before: Entry | undefined
  let pending: string[] = []
  for (const place of places) {
    if (!('entry' in place)) {
      pending.push(writeAdded(place, layout.lead, layout, style))
      continue
    }
    const glue = layout.lead === '' && !layout.lead.includes('\n') ? '' : layout.lead
    const start = place.entry.start
    if (pending.length > 0) patches.push({ start, end: start, text: pending.map((item) => `${item},${glue}`).join('') })
    pending = []
    before = place.entry
  }
  if (before && pending.length > 0) appendAfter(before, pending, layout, text, patches)
}

function appendAfter(last: Entry, added: string[], layout: FlowLayout, text: string, patches: PatchContext['patches']): void {
  const { lead, entries } = layout
  const end = last.comma === -1 ? entryEnd(last) : last.comma + 1
  const at = lead.includes('\n') && lineEnd(text, end) < layout.close ? lineEnd(text, end) : end
  // Whoever ends the last entry with a comma gets one after the new last entry, too.
  const trailing = entries.at(-1)?.comma === -1 ? '' : ','
  if (last.comma === -1) patches.push({ start: end, end, text: ',' })
  patches.push({ start: at, end: at, text: lead + added.join(`,${lead}`) + trailing })
}

function deleteEntries(places: readonly Place[], layout: FlowLayout, { text, patches }: PatchContext): void {
  const kept = new Set<Entry>()
  for (const place of places) if ('entry' in place) kept.add(place.entry)
  for (const [index, entry] of layout.entries.entries()) {
    if (!kept.has(entry)) patches.push(deletion(entry, index, layout, text))
  }
  const last = layout.entries.at(-1) as Entry
  const lastKept = layout.entries.findLast((entry) => kept.has(entry)) as Entry
  const appended = !('entry' in (places.at(-1) as Place))
  if (lastKept !== last && last.comma === -1 && !appended) patches.push({ start: lastKept.comma, end: lastKept.comma + 1, text: '' })
}

/** An entry goes with its comma, the blanks before it (after it, when none are before) and, on a line of its own, its comment. */
function deletion(entry: Entry, index: number, layout: FlowLayout, text: string): { start: number; end: number; text: string } {
  const lead = blanksBefore(text, entry.start, 0)
  const own = lead.includes('\n')
  let end = entry.comma === -1 ? entryEnd(entry) : entry.comma + 1
  const rest = text.slice(end, Math.min(lineEnd(text, end), layout.close))
  if (own && /^[ \t]*(?:#.*)?$/.test(rest) && lineEnd(text, end) < layout.close) end = lineEnd(text, end)
  else if (lead === '' && index < layout.entries.length - 1) end += /^[ \t]*/.exec(rest)?.[0].length ?? 0
  return { start: entry.start - lead.length, end, text: '' }
}
