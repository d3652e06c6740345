import { grammar } from './generated/constraints.ts'
import type { DeploymentRequest, Registration } from './generated/documents.ts'
import { readJson } from './json-text.ts'
import { own } from './own-value.ts'
import { type Parsed, reason } from './reason.ts'

/** Cache invalidation keys, each once: paths, tags without their #, and all as written, in order. */
export interface InvalidationKeys {
  paths: string[]
  tags: string[]
  all: string[]
}

const most = 100
const field = 'cache_invalidation_keys'

/** Reads keys from text: separated by commas, white space or new lines, or a JSON array of strings. Empty text gives no keys. */
export function parseInvalidationKeys(text: string): Parsed<InvalidationKeys> {
  const keys = text.trimStart().startsWith('[') ? readList(text) : text.split(/[\s,]+/).filter((key) => key !== '')
  if (keys === null) {
    return {
      ok: false,
      reasons: [
        reason('keys-invalid', { field, seen: text, allowed: 'a JSON array of strings, or keys separated by commas or white space' }),
      ],
    }
  }
  return sortInvalidationKeys(keys)
}

/** What a deployment invalidates: the keys of its request, or where it names none those of the registration. */
export function keysToInvalidate(request: DeploymentRequest, { environments }: Registration): Parsed<string[]> {
  const keys = parseInvalidationKeys(request.cache_invalidation_keys)
  if (!keys.ok) return keys
  const defaults = own(environments, request.environment)?.cacheInvalidationKeys ?? []
  return { ok: true, value: keys.value.all.length > 0 ? keys.value.all : defaults }
}

/** Tells paths from tags, and drops repeats. */
function sortInvalidationKeys(keys: readonly unknown[]): Parsed<InvalidationKeys> {
  const all = [...new Set(keys)]
  if (all.length > most)
    return { ok: false, reasons: [reason('keys-invalid', { field, seenText: `${all.length} keys`, allowed: `at most ${most} keys` })] }
  const wrong = all.filter((key) => typeof key !== 'string' || key.length > 512 || !grammar.invalidationKey.pattern.test(key))
  if (wrong.length > 0) {
    return {
      ok: false,
      reasons: wrong.slice(0, 5).map((seen) => reason('keys-invalid', { field, seen, allowed: grammar.invalidationKey.allowed })),
    }
  }
  const names = all as string[]
  const tags = names.filter((key) => key.startsWith('#')).map((key) => key.slice(1))
  return { ok: true, value: { paths: names.filter((key) => key.startsWith('/')), tags, all: names } }
}

function readList(text: string): unknown[] | null {
  const json = readJson(text, { characters: 8192, depth: 1 })
  return json.ok && Array.isArray(json.value) ? json.value : null
}
