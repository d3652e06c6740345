import type { MapSource, Source } from './source.ts'
import { column } from './text-lines.ts'

/** How the author of the file writes; new text follows it. */
export interface Style {
  readonly json: boolean
  readonly eol: '\n' | '\r\n'
  /** Blanks by which a map stands under its key. */
  readonly step: number
  /** Blanks by which a list stands under its key: 0 or `step`. */
  readonly listStep: number
  readonly quote: '"' | "'"
  readonly finalBreak: boolean
  /** In JSON: one level of indentation, or `undefined` for a file on one line. */
  readonly jsonUnit: string | undefined
}

export function detectStyle(text: string, root: Source | undefined, json: boolean): Style {
  const seen = { single: 0, double: 0, step: 0, listStep: -1, left: 5000 }
  if (root) observe(text, root, seen)
  const step = seen.step || 2
  const crlf = text.indexOf('\r\n')
  return {
    json,
    eol: crlf !== -1 && crlf < text.indexOf('\n') ? '\r\n' : '\n',
    step,
    listStep: seen.listStep === -1 ? step : seen.listStep,
    quote: json || seen.double >= seen.single ? '"' : "'",
    finalBreak: text === '' || text.endsWith('\n'),
    jsonUnit: json ? jsonUnit(text, root) : undefined,
  }
}

interface Seen {
  single: number
  double: number
  step: number
  listStep: number
  left: number
}

function observe(text: string, source: Source, seen: Seen): void {
  seen.left -= 1
  if (seen.left < 0) return
  if (source.kind === 'scalar' && source.style === 'single') seen.single += 1
  if (source.kind === 'scalar' && source.style === 'double') seen.double += 1
  if (source.kind === 'list') for (const item of source.items) observe(text, item.value, seen)
  if (source.kind !== 'map') return
  if (source.layout === 'block' && (seen.step === 0 || seen.listStep === -1)) observeIndent(text, source, seen)
  for (const entry of source.entries) observe(text, entry.value, seen)
}

function observeIndent(text: string, map: MapSource, seen: Seen): void {
  for (const entry of map.entries) {
    if (entry.value.kind !== 'map' && entry.value.kind !== 'list') continue
    if (entry.value.layout !== 'block') continue
    const indent = column(text, entry.value.start) - column(text, entry.start)
    if (entry.value.kind === 'map' && seen.step === 0) seen.step = Math.max(indent, 0)
    if (entry.value.kind === 'list' && seen.listStep === -1) seen.listStep = Math.max(indent, 0)
    if (seen.step !== 0 && seen.listStep !== -1) return
  }
}

function jsonUnit(text: string, root: Source | undefined): string | undefined {
  if (root?.kind !== 'map' && root?.kind !== 'list') return undefined
  const first = root.kind === 'map' ? root.entries[0] : root.items[0]
  if (!first) return text.includes('\n', root.start) && !text.trimEnd().includes('\n') ? '  ' : undefined
  return /\r?\n([ \t]+)$/.exec(text.slice(root.start + 1, first.start))?.[1]
}
