import type { EditOptions, EditPath, JsonValue } from './api.ts'
import { type Draft, fresh, type ListDraft, type MapDraft } from './draft.ts'
import { isJsonMap, toJson } from './json-value.ts'
import { Refusal } from './refusal.ts'
import { type AliasSource, follow, type Source } from './source.ts'

/** Values in a copy, at most; well below what change sets expand. */
const copyLimit = 5000

/** A copy of a value that comes from elsewhere, so that the edit stays in its own place. */
export function detach(source: Source, path: EditPath, options: EditOptions): MapDraft | ListDraft {
  const target = follow(source)
  if (options.shared !== 'detach') {
    throw new Refusal(
      path,
      `This value is shared: it stands elsewhere and comes here by ${source.kind === 'alias' ? `the alias *${source.name}` : 'a merge (<<)'}. Edit the original, or ask to detach.`,
    )
  }
  refuseInexact(target, path, { left: copyLimit })
  const copy = fresh(toJson(target) as JsonValue)
  if (copy.kind === 'map' || copy.kind === 'list') return copy
  throw new Refusal(path, 'The shared value is a single value, so nothing lies below it.')
}

/** Refuses a copy that would not be equal: keys and values that JSON lacks, tags, and expansions without end. */
function refuseInexact(source: Source, path: EditPath, budget: { left: number }): void {
  budget.left -= 1
  const target = follow(source)
  const exact =
    target.kind !== 'scalar' ||
    target.value === null ||
    ['string', 'boolean'].includes(typeof target.value) ||
    Number.isFinite(target.value)
  if (budget.left < 0 || target.tag !== undefined || !exact) {
    throw new Refusal(
      path,
      'The shared value cannot be copied exactly (too large, tagged, or no JSON value). Edit the original, or write the copy by hand.',
    )
  }
  if (target.kind === 'list') for (const item of target.items) refuseInexact(item.value, path, budget)
  if (target.kind !== 'map') return
  for (const entry of target.entries) {
    if (follow(entry.key).kind !== 'scalar' || !entry.id?.startsWith('string:'))
      throw new Refusal(path, 'The shared value has keys that are no strings, so it cannot be copied exactly.')
    refuseInexact(entry.value, path, budget)
  }
}

/** An alias as the value itself: the new value takes its place only when asked to. */
export function replaceAlias(alias: AliasSource, value: JsonValue, path: EditPath, options: EditOptions): Draft {
  if (options.shared === 'detach') return fresh(value)
  throw new Refusal(path, `The value is the alias *${alias.name}, shared with other places. Edit the original, or ask to detach.`)
}

/** A value that aliases refer to changes in more places than the path names. */
export function refuseSharedParent(source: Source, path: EditPath): void {
  if (source.aliases.length === 0) return
  throw new Refusal(
    path,
    `The value carries the anchor &${source.anchor}, and aliases use it in ${source.aliases.length} other place(s); the edit would change them too.`,
  )
}

/** A deleted or replaced value must not take an anchor away from an alias that stays. */
export function refuseSharedParts(dropped: Source[], path: EditPath): void {
  const start = Math.min(...dropped.map((part) => part.start))
  const end = Math.max(...dropped.map((part) => part.end))
  for (const part of dropped.flatMap(descendants)) {
    if (part.aliases.some((alias) => alias.start < start || alias.end > end))
      throw new Refusal(path, `The value holds the anchor &${part.anchor}, which an alias elsewhere needs.`)
  }
}

function descendants(source: Source): Source[] {
  if (source.kind === 'map') return [source, ...source.entries.flatMap((entry) => [...descendants(entry.key), ...descendants(entry.value)])]
  if (source.kind === 'list') return [source, ...source.items.flatMap((item) => descendants(item.value))]
  return [source]
}

/** A tag says what the value means; a new value under it could mean something else. */
export function refuseForeignTag(source: Source, path: EditPath, value?: JsonValue): void {
  if (source.tag === undefined) return
  const kept = { map: 'tag:yaml.org,2002:map', list: 'tag:yaml.org,2002:seq', scalar: 'tag:yaml.org,2002:str', alias: '' }[source.kind]
  const still =
    source.kind === 'scalar'
      ? typeof value === 'string'
      : value === undefined || (source.kind === 'list' ? Array.isArray(value) : isJsonMap(value))
  if (source.tag === kept && still) return
  throw new Refusal(path, `The value carries the tag ${source.tag}; a new value could mean something else under it.`)
}

/** A bare pair has room for one key. */
export function refuseBarePair(map: MapDraft, path: EditPath): void {
  if (map.source?.layout !== 'pair') return
  throw new Refusal(path, 'This is a bare "key: value" inside a flow list; write braces around it first.')
}
