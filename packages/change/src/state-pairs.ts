import type { DesiredStatePlace } from '@mfe-gitops/config-repository'
import { type DesiredState, desiredStateReader, type Parsed } from '@mfe-gitops/contract'

export type Texts = Readonly<Record<string, string | null>>

/** What one place says on both sides of a change; null where the file is missing or says nothing. */
export interface StatePair {
  readonly place: DesiredStatePlace
  readonly before: DesiredState | null
  readonly after: Parsed<DesiredState | null>
  /** False also where neither side can be read, for the same reasons: that is an old fault, and of somebody else. */
  readonly differs: boolean
}

/** Both sides of each place. A text is parsed once, however many places it holds. */
export function pairStates(
  places: readonly DesiredStatePlace[],
  { before, after }: { readonly before: Texts; readonly after: Texts },
): StatePair[] {
  const readBefore = readerOf(before)
  const readAfter = readerOf(after)
  return places.map((place) => {
    const [was, is] = [readBefore(place), readAfter(place)]
    return { place, before: was.ok ? was.value : null, after: is, differs: contentOf(was) !== contentOf(is) }
  })
}

// Without line numbers, which move with the neighbours.
function contentOf(side: Parsed<DesiredState | null>): string {
  return JSON.stringify(side.ok ? side.value : side.reasons.map(({ code, field, seen, allowed }) => [code, field, seen, allowed]))
}

function readerOf(texts: Texts): (place: DesiredStatePlace) => Parsed<DesiredState | null> {
  const readers = new Map<string, ReturnType<typeof desiredStateReader>>()
  return ({ file, key }) => {
    const text = texts[file] ?? null
    if (text === null) return { ok: true, value: null }
    const reader = readers.get(file) ?? desiredStateReader(text, file)
    readers.set(file, reader)
    return reader(key)
  }
}
