import type { RunRecord } from '../types.ts'

/** Whether a run is asked for by the query of a listing. */
export function fitsQuery(run: RunRecord, query: URLSearchParams): boolean {
  const is = (name: string, value: string | null) => query.get(name) === null || query.get(name) === value
  const status = query.get('status')
  return (
    is('event', run.event) &&
    is('branch', run.headBranch) &&
    is('head_sha', run.headSha) &&
    is('actor', run.actor.login) &&
    (status === null || run.status === status || run.conclusion === status) &&
    fitsDates(run.createdAt, query.get('created'))
  )
}

/** documented: `created` takes one date or time, `>=`, `>`, `<=`, `<` before it, or two with `..` between. */
export function fitsDates(at: string, filter: string | null): boolean {
  if (filter === null) return true
  const time = Date.parse(at)
  const range = /^(.+)\.\.(.+)$/.exec(filter)
  if (range) return (range[1] === '*' || time >= Date.parse(range[1] ?? '')) && (range[2] === '*' || time <= Date.parse(range[2] ?? ''))
  const [, operator = '', text = ''] = /^(>=|<=|>|<)?(.*)$/.exec(filter) ?? []
  const other = Date.parse(text)
  if (operator === '>=') return time >= other
  if (operator === '<=') return time <= other
  if (operator === '>') return time > other
  if (operator === '<') return time < other
  return at.startsWith(text)
}
