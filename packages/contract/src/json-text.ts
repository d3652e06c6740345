/** Why a text is not the JSON that is wanted. */
export type JsonRefusal =
  | { kind: 'too-large' | 'too-deep'; seen: string; allowed: string }
  | { kind: 'not-json' }
  | { kind: 'duplicate'; name: string }

export type JsonText = { ok: true; value: unknown } | ({ ok: false } & JsonRefusal)

interface Limits {
  characters: number
  depth: number
}

/** The value of JSON text, which may still be anything; null when there is no text, or it is no JSON. */
export function jsonOrNull(text: string | null | undefined): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return null
  }
}

/** JSON of bounded size and depth, without repeated names, as objects without a prototype. */
export function readJson(text: string, limits: Limits): JsonText {
  if (text.length > limits.characters) {
    return { ok: false, kind: 'too-large', seen: `${text.length} characters`, allowed: `at most ${limits.characters} characters` }
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { ok: false, kind: 'not-json' }
  }
  const { depth, duplicate } = scan(text)
  if (depth > limits.depth) return { ok: false, kind: 'too-deep', seen: `${depth} levels`, allowed: `at most ${limits.depth} levels` }
  if (duplicate !== null) return { ok: false, kind: 'duplicate', name: duplicate }
  return { ok: true, value: withoutPrototypes(value) }
}

/** The same objects and lists without prototypes, so that no name finds anything that was not in the data. Depth must be bounded before. */
function withoutPrototypes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPrototypes)
  if (typeof value !== 'object' || value === null) return value
  const copy: Record<string, unknown> = Object.create(null)
  for (const [name, item] of Object.entries(value)) copy[name] = withoutPrototypes(item)
  return copy
}

const token = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]:]/gs

/** Depth and first repeated name, which JSON.parse would silently let win. The text must be JSON. */
function scan(text: string): { depth: number; duplicate: string | null } {
  const open: Set<string>[] = []
  let depth = 0
  let duplicate: string | null = null
  let last = ''
  for (const [part] of text.matchAll(token)) {
    if (part === '{' || part === '[') depth = Math.max(depth, open.push(new Set()))
    else if (part === '}' || part === ']') open.pop()
    else if (part === ':' && last.startsWith('"')) {
      const name = JSON.parse(last) as string
      const names = open.at(-1)
      if (names?.has(name)) duplicate ??= name
      names?.add(name)
    }
    last = part
  }
  return { depth, duplicate }
}
