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

/** JSON of bounded size and depth, without repeated names, as objects without a prototype. */
export function readJson(text: string, limits: Limits): JsonText {
  if (text.length > limits.characters) {
    return { ok: false, kind: 'too-large', seen: `${text.length} characters`, allowed: `at most ${limits.characters} characters` }
  }
  const shape = scan(text)
  if (shape.depth > limits.depth)
    return { ok: false, kind: 'too-deep', seen: `${shape.depth} levels`, allowed: `at most ${limits.depth} levels` }
  let value: unknown
  try {
    value = JSON.parse(text, withoutPrototype)
  } catch {
    return { ok: false, kind: 'not-json' }
  }
  return shape.duplicate === null ? { ok: true, value } : { ok: false, kind: 'duplicate', name: shape.duplicate }
}

/** The same objects and lists without prototypes, so that no name finds anything that was not in the data. Depth must be bounded before. */
export function withoutPrototypes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPrototypes)
  if (typeof value !== 'object' || value === null) return value
  return Object.assign(
    Object.create(null),
    Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withoutPrototypes(item)])),
  )
}

function withoutPrototype(_: string, value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.setPrototypeOf(value, null) : value
}

const token = /"(?:[^"\\]|\\.)*"|[{}[\]:]/gs

/** Depth and first repeated name, which JSON.parse would silently let win. Only meaningful for text that JSON.parse accepts. */
function scan(text: string): { depth: number; duplicate: string | null } {
  const open: Set<string>[] = []
  let depth = 0
  let duplicate: string | null = null
  let last = ''
  for (const [part] of text.matchAll(token)) {
    if (part === '{' || part === '[') depth = Math.max(depth, open.push(new Set()))
    else if (part === '}' || part === ']') open.pop()
    else if (part === ':' && last.startsWith('"')) {
      const name = unquote(last)
      const names = open.at(-1)
      if (names?.has(name)) duplicate ??= name
      names?.add(name)
    }
    last = part
  }
  return { depth, duplicate }
}

function unquote(literal: string): string {
  try {
    return JSON.parse(literal) as string
  } catch {
    return literal
  }
}
