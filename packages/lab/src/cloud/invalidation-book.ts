import type { PurgeRecord } from '@mfe-gitops/targets'
import type { InvalidationBatch, InvalidationView } from './cloudfront-xml.ts'

export type Answer = { readonly status: 200 | 201; readonly view: InvalidationView } | Refusal
export interface Refusal {
  readonly status: number
  readonly code: string
  readonly message: string
}

/**
 * What CloudFront remembers of the invalidations of one distribution, from its documentation: validation, quotas of what is in progress,
 * and that one caller reference is one invalidation. Nothing here was seen by asking CloudFront itself.
 */
export interface InvalidationBook {
  create(batch: InvalidationBatch | null): Answer
  read(id: string): Answer
  /** Everything that is in progress ends. */
  complete(): void
  /** From now on invalidations stay in progress until `complete`. */
  hold(): void
  readonly views: readonly InvalidationView[]
  /** What was accepted, in order, as a cache follows it. */
  after(seq: number): PurgeRecord[]
}

const PATHS_IN_PROGRESS = 3_000
const WILDCARDS_IN_PROGRESS = 15

export function createInvalidationBook(now: () => number): InvalidationBook {
  const views: InvalidationView[] = []
  let isHolding = false

  function create(batch: InvalidationBatch | null): Answer {
    const fault = batch === null ? refusal('InvalidArgument', 'The batch has no caller reference or no paths.') : findFault(batch)
    if (fault !== null || batch === null) return fault ?? refusal('InvalidArgument', 'There is no batch.')
    const known = views.find(({ callerReference }) => callerReference === batch.callerReference)
    if (known !== undefined) {
      if (isSameBatch(known, batch)) return { status: 201, view: known }
      return refusal('InvalidationBatchAlreadyExists', 'The caller reference is that of an invalidation with other paths.')
    }
    const open = views.filter(({ status }) => status === 'InProgress').flatMap(({ items }) => items)
    const isOver = (count: (items: readonly string[]) => number, most: number) => count(open) + count(batch.items) > most
    if (isOver(singles, PATHS_IN_PROGRESS) || isOver(wildcards, WILDCARDS_IN_PROGRESS))
      return refusal('TooManyInvalidationsInProgress', 'Too many invalidations are in progress.')
    const id = `I${String(views.length + 1).padStart(13, '0')}`
    const view: InvalidationView = { ...batch, id, createdAt: new Date(now()).toISOString(), status: 'InProgress' }
    views.push(view)
    return { status: 201, view }
  }

  function complete(): void {
    for (const [at, view] of views.entries()) views[at] = { ...view, status: 'Completed' }
  }

  function read(id: string): Answer {
    // Creation answers InProgress always; the next look finds it done unless a test holds it.
    if (!isHolding) complete()
    const view = views.find((one) => one.id === id)
    return view === undefined ? refusal('NoSuchInvalidation', 'There is no such invalidation.', 404) : { status: 200, view }
  }

  return {
    create,
    read,
    complete: () => {
      isHolding = false
      complete()
    },
    hold: () => {
      isHolding = true
    },
    views,
    after: (seq) => views.slice(seq).map(({ items }, at) => recordOf(seq + at + 1, items)),
  }
}

function findFault({ quantity, items }: InvalidationBatch): Refusal | null {
  if (quantity !== items.length)
    return refusal('InconsistentQuantities', `The quantity is ${quantity}, but there are ${items.length} items.`)
  if (items.length === 0) return refusal('InvalidArgument', 'There are no paths.')
  if (singles(items) > PATHS_IN_PROGRESS) return refusal('BatchTooLarge', 'The batch has too many paths.', 413)
  const wrong = items.find((item) => !isItem(item))
  return wrong === undefined ? null : refusal('InvalidArgument', `Your request contains an invalid path: ${wrong}`)
}

/** A path is ASCII and URL-encoded, with `*` only at its end; a tag has 1 to 256 of the printable ASCII characters without a comma. */
function isItem(item: string): boolean {
  return /^#[!-+\--~]{1,256}$/.test(item) ? !item.includes('*') : /^\/(?:%[0-9A-Fa-f]{2}|[A-Za-z0-9\-._~!$&'()+,;=:@/])*\*?$/.test(item)
}

const isWildcard = (item: string): boolean => item.startsWith('/') && item.endsWith('*')
const wildcards = (items: readonly string[]): number => items.filter(isWildcard).length
const singles = (items: readonly string[]): number => items.length - wildcards(items)

function isSameBatch(known: InvalidationView, batch: InvalidationBatch): boolean {
  return JSON.stringify(known.items.toSorted()) === JSON.stringify(batch.items.toSorted())
}

function recordOf(seq: number, items: readonly string[]): PurgeRecord {
  const paths = items.filter((item) => item.startsWith('/')).map((path) => decodeURIComponent(path))
  return { seq, paths, tags: items.filter((item) => item.startsWith('#')).map((tag) => tag.slice(1)) }
}

function refusal(code: string, message: string, status = 400): Refusal {
  return { status, code, message }
}
