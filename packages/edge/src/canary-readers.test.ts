import { createHash } from 'node:crypto'
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createCloudFront } from '../test/cloudfront-model.ts'
import { createLiveTarget, get, type LiveTarget } from '../test/live-target.ts'
import { originOf } from '../test/origin-event.ts'
import { getsCanary } from './canary.ts'
import type { Edge } from './edge.ts'
import { createOriginRequest } from './functions/origin-request-handler.ts'
import type { ImportMap } from './import-map.ts'

const versions = ['1.0.0', '1.0.1', '2.0.0']

let live: LiveTarget
beforeEach(async () => {
  live = await createLiveTarget()
  for (const [at, version] of versions.entries()) {
    const chunk = `chunk-AAAAAA${at + 2}A.js`
    await live.upload('cart', version, { 'entry.js': `${version} ${chunk}`, [chunk]: `chunk ${version}`, 'style.css': version })
  }
  await live.activate('cart', '1.0.0')
})
afterEach(() => live.remove())

/** A browser with its own cookies and its open tabs. */
interface Browser {
  readonly cookies: Map<string, string>
  readonly tabs: ImportMap[]
}

async function load(edge: Edge, browser: Browser, path: string) {
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const answer = await get(edge, path, cookie === '' ? {} : { cookie })
  const [, name, value] = /^([^=]+)=([^;]*)/.exec(answer.headers['set-cookie'] ?? '') ?? []
  if (name !== undefined && value !== undefined) browser.cookies.set(name, value)
  return answer
}

/** Opens the page in a new tab, then looks at every tab: each module has its digest and is of the one version that its map names. */
async function browse(edge: Edge, browser: Browser): Promise<string> {
  browser.tabs.push(JSON.parse((await load(edge, browser, '/import-map.json')).text) as ImportMap)
  for (const { imports, integrity } of browser.tabs) {
    const version = /@([^/]+)\//.exec(imports['@mfe/cart']?.slice(1) ?? '')?.[1]
    for (const [url, digest] of Object.entries(integrity)) {
      const { status, text, headers } = await load(edge, browser, url)
      expect([url, status, headers['x-mfe-version']]).toEqual([url, 200, version])
      expect(`sha384-${createHash('sha384').update(text).digest('base64')}`).toBe(digest)
    }
  }
  const entry = await load(edge, browser, '/cart/entry.js')
  const [version, chunk] = entry.text.split(' ')
  expect(entry.headers['x-mfe-version']).toBe(version)
  expect((await load(edge, browser, `/cart/${chunk}`)).text).toBe(`chunk ${version}`)
  expect((await load(edge, browser, '/cart/style.css')).text).toBe(version)
  expect(browser.tabs.at(-1)?.imports['@mfe/cart']).toBe(`/cart/@${version}/entry.js`)
  return version ?? ''
}

type Step =
  | { kind: 'canary'; version: string; percentage: number }
  | { kind: 'raise'; by: number }
  | { kind: 'finish' | 'abort' }
  | { kind: 'deploy'; version: string }

interface Served {
  readonly stable: string
  readonly canary?: { readonly version: string; readonly percentage: number }
}

function after({ stable, canary }: Served, step: Step): Served {
  if (step.kind === 'canary') return { stable, canary: { version: step.version, percentage: step.percentage } }
  if (step.kind === 'raise' && canary !== undefined)
    return { stable, canary: { ...canary, percentage: Math.min(99, canary.percentage + step.by) } }
  if (step.kind === 'finish') return { stable: canary?.version ?? stable }
  return { stable: step.kind === 'deploy' ? step.version : stable }
}

/** What a visitor must see; null where no cookie has been given yet. */
function expected({ stable, canary }: Served, { cookies }: Browser): string | null {
  const bucket = cookies.get('mfe-bucket')
  if (canary === undefined) return stable
  return bucket === undefined ? null : getsCanary(Number(bucket), { mfe: 'cart', percentage: canary.percentage }) ? canary.version : stable
}

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('canary' as const), version: fc.constantFrom(...versions), percentage: fc.integer({ min: 1, max: 99 }) }),
  fc.record({ kind: fc.constant('raise' as const), by: fc.integer({ min: 1, max: 60 }) }),
  fc.record({ kind: fc.constantFrom('finish' as const, 'abort' as const) }),
  fc.record({ kind: fc.constant('deploy' as const), version: fc.constantFrom(...versions) }),
)
const visitors = fc.array(fc.integer({ min: 0, max: 99 }), { minLength: 1, maxLength: 3 })

/** Edges that draw these buckets for new visitors. */
const edges: [string, (drawn: number[]) => () => Edge][] = [
  [
    'the edge',
    (drawn) => {
      let draws = 0
      return () => live.edge({ historyWindow: 1000 }, { random: () => ((drawn[draws++ % drawn.length] ?? 0) + 0.5) / 100 })
    },
  ],
  [
    'CloudFront with its functions, as far as a model of it goes',
    () => () => {
      const now = () => live.clock.now
      const onOriginRequest = createOriginRequest({ open: () => live.target, now, log: (sentence) => expect(sentence).toBe('') })
      return createCloudFront({ target: live.target, origin: originOf(), onOriginRequest, now })
    },
  ],
]

describe('R6, release case 24: visitors who keep their cookies', () => {
  it.each(edges)(
    'never see two versions in one page of %s, and keep the canary while it is set, raised, finished or aborted',
    async (_, edgeOf) => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 7 }), visitors, async (steps, drawn) => {
          const open = edgeOf(drawn)
          const lasting = open()
          const browsers: Browser[] = drawn.map(() => ({ cookies: new Map(), tabs: [] }))
          let served: Served = { stable: '1.0.0' }
          for (const one of steps) {
            const before = served
            served = after(before, one)
            await live.activate('cart', served.stable, 'entry.js', served.canary)
            // A purge comes later than what the functions at a CDN still take for the live row.
            live.clock.now += 2_000
            await live.purge('/cart/*')
            for (const edge of [lasting, open()]) {
              for (const browser of browsers) {
                const was = expected(before, browser)
                const seen = await browse(edge, browser)
                expect(seen).toBe(expected(served, browser))
                if (one.kind === 'raise' && was === before.canary?.version) expect(seen).toBe(served.canary?.version ?? was)
              }
            }
          }
        }),
        { numRuns: 15 },
      )
    },
  )
})
