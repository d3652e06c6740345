import type { PatchContext, Place } from './patch-value.ts'
import { entryEnd, type ListItem, type ListSource, type MapEntry, type MapSource } from './source.ts'
import { column, lineStart, nextLine } from './text-lines.ts'
import { writeEntry, writeItem } from './write-value.ts'

type Entry = MapEntry | ListItem

/** Adds and deletes whole entries of a block map or list. At least one entry survives. */
export function patchBlockEntries(source: MapSource | ListSource, places: readonly Place[], context: PatchContext): void {
  const entries: readonly Entry[] = source.kind === 'map' ? source.entries : source.items
  const indent = column(context.text, (entries[0] as Entry).start)
  addEntries(places, indent, context)
  const kept = new Set<Entry>()
  for (const place of places) if ('entry' in place) kept.add(place.entry)
  deleteEntries(entries, kept, context)
}

/** New entries follow the line of the entry before them, below its comment. */
function addEntries(places: readonly Place[], indent: number, { text, style, patches }: PatchContext): void {
  const pad = ' '.repeat(indent)
  let before: Entry | undefined
  let pending: string[] = []
  for (const place of places) {
    if (!('entry' in place)) {
      const added = place.key === undefined ? writeItem(place.value, indent, style) : writeEntry(place.key, place.value, indent, style)
      if (before) patches.push(insertAfter(text, before, pad + added, style.eol))
      else pending.push(added)
      continue
    }
    if (pending.length > 0) {
      const lines = pending.map((line) => line + style.eol + pad).join('')
      patches.push({ start: place.entry.start, end: place.entry.start, text: lines })
      pending = []
    }
    before = place.entry
  }
}

function insertAfter(text: string, entry: Entry, line: string, eol: string): { start: number; end: number; text: string } {
  const at = followingLine(text, entry)
  return { start: at, end: at, text: text[at - 1] === '\n' ? line + eol : eol + line }
}

function deleteEntries(entries: readonly Entry[], kept: ReadonlySet<Entry>, { text, patches }: PatchContext): void {
  const first = entries[0] as Entry
  const inline = text.slice(lineStart(text, first.start), first.start).trim() !== ''
  const firstKept = entries.findIndex((entry) => kept.has(entry))
  // `- a: 1` followed by `b: 2`: the survivor moves up behind the dash, with the comments before it.
  if (inline && firstKept > 0) {
    const from = followingLine(text, entries[firstKept - 1] as Entry)
    const content = from + (/^\s*/.exec(text.slice(from, (entries[firstKept] as Entry).start))?.[0].length ?? 0)
    patches.push({ start: first.start, end: content, text: '' })
  }
  for (const [index, entry] of entries.entries()) {
    if (kept.has(entry) || (inline && index < firstKept)) continue
    patches.push({ start: lineStart(text, entry.start), end: followingLine(text, entry), text: '' })
  }
}

/** Start of the line after the entry and the comment beside it. */
function followingLine(text: string, entry: Entry): number {
  const end = entryEnd(entry)
  // A block scalar includes its last line break.
  return end > 0 && text[end - 1] === '\n' ? end : nextLine(text, end)
}
