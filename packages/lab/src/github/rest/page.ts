import type { Answer } from '../http/answer.ts'
import type { RestCall } from './rest-call.ts'

export interface Page<Item> {
  readonly items: Item[]
  readonly headers: Readonly<Record<string, string>>
}

/** Cuts one page out of a list, with GitHub's defaults and its Link header. */
export function page<Item>(call: Pick<RestCall, 'query' | 'url'>, all: readonly Item[]): Page<Item> {
  const size = Math.min(positive(call.query.get('per_page'), 30), 100)
  const number = positive(call.query.get('page'), 1)
  const last = Math.max(1, Math.ceil(all.length / size))
  const link = (to: number, relation: string) => {
    const query = new URLSearchParams(call.query)
    query.set('page', String(to))
    return `<${call.url}?${query}>; rel="${relation}"`
  }
  const links = [
    ...(number > 1 ? [link(Math.min(number - 1, last), 'prev')] : []),
    ...(number < last ? [link(number + 1, 'next'), link(last, 'last')] : []),
    ...(number > 1 ? [link(1, 'first')] : []),
  ]
  return { items: all.slice((number - 1) * size, number * size), headers: links.length > 0 ? { link: links.join(', ') } : {} }
}

/** A plain list as a body. */
export async function listed<Item>(call: RestCall, all: readonly Item[], shape: (item: Item) => unknown): Promise<Answer> {
  const { items, headers } = page(call, all)
  return { status: 200, body: await Promise.all(items.map(shape)), headers }
}

/** A list below a name and a total, as the Actions API has it. */
export async function counted<Item>(
  call: RestCall,
  { name, all }: { name: string; all: readonly Item[] },
  shape: (item: Item) => unknown,
): Promise<Answer> {
  const { items, headers } = page(call, all)
  return { status: 200, body: { total_count: all.length, [name]: await Promise.all(items.map(shape)) }, headers }
}

function positive(text: string | null, standard: number): number {
  const value = Number(text ?? standard)
  return Number.isInteger(value) && value > 0 ? value : standard
}
