import type { EditPath, JsonValue } from './api.ts'
import { Refusal } from './refusal.ts'
import { type MapSource, mergedMaps, type Source } from './source.ts'

/** Deeper values and files are refused: nobody writes them by hand, and recursion must end. */
export const depthLimit = 200

/** A change shows at most this many values of an expanded alias; enough for people, too few for a bomb. */
const expansionLimit = 10_000

/** Refuses what YAML and JSON cannot both hold, before anything is compared or written. */
export function checkJsonValue(value: unknown, path: EditPath, depth = 0): void {
  if (depth > depthLimit) throw new Refusal(path, `The new value is nested deeper than ${depthLimit} levels.`)
  if (value === null || typeof value === 'boolean') return
  if (typeof value === 'number' && Number.isFinite(value)) return
  if (typeof value === 'string') {
    checkText(value, path)
    return
  }
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) checkJsonValue(item, [...path, index], depth + 1)
    return
  }
  if (typeof value === 'object') {
    for (const [key, item] of Object.entries(value)) {
      checkText(key, path)
      checkJsonValue(item, [...path, key], depth + 1)
    }
    return
  }
  throw new Refusal(
    path,
    `The new value is ${typeof value === 'number' ? String(value) : `a ${typeof value}`}; allowed are strings, finite numbers, booleans, null, lists and maps.`,
  )
}

function checkText(text: string, path: EditPath): void {
  if (!text.isWellFormed()) throw new Refusal(path, 'The new text holds half a surrogate pair, which no file can hold.')
}

/** The value as plain JSON, aliases expanded and merges applied, for change sets. */
export function toJson(source: Source, budget = { left: expansionLimit, depth: 0 }): unknown {
  budget.left -= 1
  if (budget.left < 0 || budget.depth > depthLimit) return '…'
  const inner = { ...budget, depth: budget.depth + 1 }
  const json = collectJson(source, inner)
  budget.left = inner.left
  return json
}

function collectJson(source: Source, budget: { left: number; depth: number }): unknown {
  switch (source.kind) {
    case 'alias':
      return toJson(source.target, budget)
    case 'list':
      return source.items.map((item) => toJson(item.value, budget))
    case 'map':
      return mapToJson(source, budget)
    default:
      return scalarToJson(source.value)
  }
}

function mapToJson(map: MapSource, budget: { left: number; depth: number }): unknown {
  const pairs = new Map<string, unknown>()
  for (const merged of mergedMaps(map).reverse()) {
    for (const [key, value] of Object.entries(toJson(merged, budget) as object)) pairs.set(key, value)
  }
  const merges = pairs.size > 0
  for (const entry of map.entries) {
    const key = entry.key.kind === 'scalar' ? String(scalarToJson(entry.key.value)) : JSON.stringify(toJson(entry.key, budget))
    if (!(merges && key === '<<')) pairs.set(key, toJson(entry.value, budget))
  }
  return Object.fromEntries(pairs)
}

function scalarToJson(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
  if (value instanceof Date) return value.toISOString()
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value)
  return value instanceof Uint8Array ? '(binary)' : value
}

/** Whether the file already holds exactly this value at this place. */
export function equalsJson(source: Source, value: JsonValue): boolean {
  switch (source.kind) {
    case 'alias':
      return equalsJson(source.target, value)
    case 'scalar':
      return typeof source.value === 'bigint' ? typeof value === 'number' && String(source.value) === String(value) : source.value === value
    case 'list':
      return (
        Array.isArray(value) &&
        value.length === source.items.length &&
        source.items.every((item, i) => equalsJson(item.value, value[i] as JsonValue))
      )
    default:
      return isJsonMap(value) && mapEquals(source, value)
  }
}

function mapEquals(map: MapSource, value: { [key: string]: JsonValue }): boolean {
  if (map.entries.length !== Object.keys(value).length || mergedMaps(map).length > 0) return false
  return map.entries.every(({ key, value: own }) => {
    if (key.kind !== 'scalar' || typeof key.value !== 'string' || !Object.hasOwn(value, key.value)) return false
    return equalsJson(own, value[key.value] as JsonValue)
  })
}

/** Tells a map from a list, a scalar and null. */
export function isJsonMap(value: JsonValue | undefined): value is { [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
