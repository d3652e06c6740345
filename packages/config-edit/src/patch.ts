import { Refusal } from './refusal.ts'
import { beforeBreak } from './text-lines.ts'

/** Replace the characters from `start` to `end` by `text`. */
export interface Patch {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** Patches in text order, free of overlap. Deletions may meet each other; anything else that overlaps is a conflict between edits. */
export function orderPatches(text: string, patches: readonly Patch[]): Patch[] {
  const sorted = patches
    .filter((patch) => patch.end > patch.start || patch.text !== '')
    .sort((a, b) => a.start - b.start || Number(a.end > a.start) - Number(b.end > b.start))
  const ordered: Patch[] = []
  for (const patch of sorted) {
    const last = ordered.at(-1)
    if (!last || patch.start >= last.end) ordered.push(patch)
    else if (last.text === '' && patch.text === '') ordered[ordered.length - 1] = { ...last, end: Math.max(last.end, patch.end) }
    else throw new Refusal([], 'Two of the edits touch the same characters; make them in two calls.')
  }
  return keepMissingBreak(text, ordered)
}

/** When the last line goes from a file without final line break, the line before it loses its own. */
function keepMissingBreak(text: string, patches: Patch[]): Patch[] {
  const last = patches.at(-1)
  if (!last || last.end !== text.length || last.text !== '' || text.endsWith('\n') || text[last.start - 1] !== '\n') return patches
  const before = patches.at(-2)
  const start = beforeBreak(text, last.start)
  if (before?.end === last.start) return [...patches.slice(0, -2), { ...before, text: before.text.replace(/\r?\n$/, '') }, last]
  return before && before.end > start ? patches : [...patches.slice(0, -1), { ...last, start }]
}

export function applyPatches(text: string, patches: readonly Patch[]): string {
  const parts: string[] = []
  let position = 0
  for (const patch of patches) {
    parts.push(text.slice(position, patch.start), patch.text)
    position = patch.end
  }
  return parts.join('') + text.slice(position)
}
