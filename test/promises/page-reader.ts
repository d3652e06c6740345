import { createHash } from 'node:crypto'
import { createEdge, type Edge, type ImportMap } from '../../packages/edge/src/index.ts'
import type { Target } from '../../packages/targets/src/index.ts'

const serve = (target: Target): Edge =>
  createEdge({ environment: 'staging', ...target, cacheFeed: target.feed, now: () => performance.now() }, { historyWindow: 1_000 })

/** One visitor of each version while a canary runs; otherwise two who get the same. */
const visitors = ['stable', 'canary'] as const
type Visitor = (typeof visitors)[number]

async function get(edge: Edge, path: string, visitor: Visitor) {
  const { status, headers, body } = await edge.handle({ method: 'GET', path, headers: { cookie: `mfe-bucket=${visitor}` } })
  return { status, type: headers['content-type'], version: headers['x-mfe-version'], text: Buffer.from(body).toString() }
}

/** A page, as a browser loads it: the import map, and each module with its digest; then the chunk that the entry names. */
async function loadPage(edge: Edge, visitor: Visitor, map: ImportMap, problems: string[]): Promise<void> {
  for (const [url, integrity] of Object.entries(map.integrity)) {
    const { status, type, text } = await get(edge, url, visitor)
    const isRight = `sha384-${createHash('sha384').update(text).digest('base64')}` === integrity
    if (status !== 200 || type !== 'text/javascript; charset=utf-8' || !isRight) problems.push(`${url}: ${status} ${type}`)
  }
}

/** The same page without an import map: whatever entry is served now, the chunk that it needs is of the same version or of one before it. */
async function loadUnpinned(edge: Edge, visitor: Visitor, problems: string[]): Promise<string | undefined> {
  const entry = await get(edge, '/cart/index.js', visitor)
  const named = /version = '([^']+)'/.exec(entry.text)?.[1]
  if (entry.status !== 200 || named !== entry.version) problems.push(`entry: ${entry.status}, says ${named}, announced as ${entry.version}`)
  const chunk = await get(edge, `/cart/@${entry.version}/chunk-ABCD2345.js`, visitor)
  if (chunk.status !== 200 || chunk.text !== `document.title = 'cart ${named}'\n`)
    problems.push(`chunk of ${named}: ${chunk.status} ${chunk.text}`)
  return named
}

/** Reads the pages of cart, old tabs included, for as long as the work goes on, by an edge that keeps answers and by one that has just started. */
export async function readDuring<T>(
  target: Target,
  work: Promise<T>,
): Promise<{ result: T; problems: string[]; versions: Set<string | undefined>; pages: number }> {
  const [lasting, problems, versions] = [serve(target), [] as string[], new Set<string | undefined>()]
  const tabs = new Map<string, ImportMap>()
  let isOver = false
  let pages = 0
  const finished = work.finally(() => (isOver = true))
  const read = async () => {
    for (const edge of [lasting, serve(target)]) {
      for (const visitor of visitors) {
        const { text } = await get(edge, '/import-map.json', visitor)
        tabs.set(text, JSON.parse(text) as ImportMap)
        versions.add(await loadUnpinned(edge, visitor, problems))
        for (const map of tabs.values()) await loadPage(edge, visitor, map, problems)
        pages += 1
      }
    }
  }
  while (!isOver) await read()
  const result = await finished
  await read()
  return { result, problems, versions, pages }
}
