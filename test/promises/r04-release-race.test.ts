import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { describe, expect, it } from 'vitest'
import { activateIn } from '../../actions/activate-version/src/main.ts'
import { readStored, rulesOf } from '../../actions/deploy-artifact/src/stored-version.ts'
import { uploadVersion } from '../../actions/deploy-artifact/src/upload.ts'
import { asActionError, createLog } from '../../packages/action-kit/src/index.ts'
import { buildManifest, createSpool, fileOf, parseManifest } from '../../packages/artifact/src/index.ts'
import { s3Store } from '../../packages/targets/src/aws/store.ts'
import { dynamoTable } from '../../packages/targets/src/aws/table.ts'
import { type Model, playEveryOrder, type Turn } from '../harness/interleavings.ts'
import { type MemoryAws, memoryClients } from '../harness/memory-aws.ts'

interface Release {
  readonly version: string
  readonly generation: number
  readonly files: Readonly<Record<string, string>>
}

type End = 'activated' | 'superseded' | 'dead' | string

interface Outcome {
  readonly ends: readonly End[]
  readonly live: number | null
  readonly history: readonly number[]
  /** What a reader saw that nobody should see. */
  readonly seen: readonly string[]
  readonly flips: readonly number[]
  readonly isComplete: readonly boolean[]
}

class Death extends Error {}

/** Calls that need no turn, as nobody's turn changes what they lead to: marks of prunes, of which there are none here, and what was live before, for the log. */
const settled = ['ListObjectsV2Command', 'QueryCommand']

const clock = { now: () => 0, random: () => 0.5, sleep: async () => {} }
const key = ({ version }: Release, path: string) => `cart/${version}/${path}`
const encode = (text: string) => new TextEncoder().encode(text)

/** What the release job does, with the engine of its actions and the provider for AWS; only the services are a model. */
async function release(aws: MemoryAws, { version, generation, files }: Release, turn: (command: string) => Promise<void>): Promise<End> {
  const { s3, dynamo } = memoryClients(aws, turn)
  const { store } = s3Store({ client: s3, bucket: 'b', prefix: '', clock })
  const table = dynamoTable({ client: dynamo, table: 't', clock })
  const [prefix, integrity, entry] = [`cart/${version}`, `sha512-${version}`, 'index.js']
  const bytes = new Map(Object.entries(files).map(([path, text]) => [path, fileOf(encode(text))]))
  const manifest = buildManifest({ mfe: 'cart', version, integrity, entry, files: bytes })
  const plan = { prefix, desired: { mfe: 'cart', artifact: { integrity } }, artifact: { entry }, rules: [] } as unknown as Parameters<
    typeof readStored
  >[1]
  const ports = { ...clock, say: () => {}, spool: createSpool(tmpdir()) }
  if ((await readStored(store, plan)) === null) await uploadVersion(store, { prefix, manifest, files: bytes, rules: rulesOf(plan) }, ports)
  const requestId = createHash('sha256').update(String(generation)).digest('hex')
  const wanted = { environment: 'staging', mfe: 'cart', version, generation, requestId, integrity, prefix, entry, entryIntegrity: null }
  await activateIn({ store, table }, wanted, { now: clock.now, log: createLog(() => {}) })
  return 'activated'
}

/** Two releases at once; the one with the number `dies.who` dies in place of its call number `dies.at`. */
function race(releases: readonly Release[], dies: { who: number; at: number } | null = null): Model<Outcome> {
  const aws: MemoryAws = { objects: new Map(), items: new Map() }
  const ends: End[] = releases.map(() => 'running')
  const seen: string[] = []
  const flips: number[] = []
  const generationOf = (sk: string, pk = 'staging#cart') => Number(aws.items.get(`${pk} ${sk}`)?.generation?.N ?? 0)
  const isComplete = (one: Release) => {
    const manifest = parseManifest(aws.objects.get(key(one, 'mfe-manifest.json'))?.Body ?? new Uint8Array())
    return manifest !== null && Object.entries(one.files).every(([path, text]) => isThere(path, text, manifest.files[path]?.sha256))
    function isThere(path: string, text: string, sha256: string | undefined) {
      const body = aws.objects.get(key(one, path))?.Body ?? new Uint8Array()
      return sha256 === createHash('sha256').update(body).digest('hex') && Buffer.from(body).toString() === text
    }
  }
  const start = (turns: readonly Turn[]) =>
    releases.map((one, who) => {
      let calls = 0
      const turn = async (command: string) => {
        if (settled.includes(command)) return
        await turns[who]?.()
        if (dies?.who === who && calls++ >= dies.at) throw new Death()
      }
      const told = (error: unknown) =>
        error instanceof Death || (error as Error).cause instanceof Death ? 'dead' : (asActionError(error).outcome ?? String(error))
      return release(aws, one, turn)
        .catch(told)
        .then((end) => ends.splice(who, 1, end))
    })
  return {
    start,
    look: () => {
      const live = generationOf('live')
      if (live !== (flips.at(-1) ?? 0)) flips.push(live)
      const pointed = releases.find(({ generation }) => generation === live)
      if (pointed !== undefined && !isComplete(pointed)) seen.push(`generation ${live} is live and not complete`)
      if (live !== generationOf('live#cart', 'staging')) seen.push(`the list has another generation than the live row ${live}`)
    },
    finish: () => ({
      ends,
      live: generationOf('live') || null,
      history: releases
        .map(({ generation }) => generation)
        .filter((one) => generationOf(`history#${String(one).padStart(16, '0')}`) === one),
      seen,
      flips,
      isComplete: releases.map(isComplete),
    }),
  }
}

const older = { version: '1.1.0', generation: 1, files: { 'chunk-ABCD2345.js': 'chunk 1.1.0', 'index.js': 'entry 1.1.0' } }
const newer = { version: '1.2.0', generation: 2, files: { 'chunk-EFGH2345.js': 'chunk 1.2.0', 'index.js': 'entry 1.2.0' } }
const same = (generation: number): Release => ({ version: '1.1.0', generation, files: { 'index.js': 'entry' } })

/** The distinct ends of all orders, each with everything that matters to somebody who looks afterwards. */
function distinct(outcomes: readonly Outcome[]): string[] {
  return [...new Set(outcomes.map(({ ends, flips, history, live }) => JSON.stringify({ ends, flips, history, live })))].sort()
}

describe('R4, R6, release case 19: two releases of one micro-frontend at once, in every order of their calls to store and table', () => {
  const wonBoth = JSON.stringify({ ends: ['activated', 'activated'], flips: [1, 2], history: [1, 2], live: 2 })
  const wonOne = JSON.stringify({ ends: ['superseded', 'activated'], flips: [2], history: [2], live: 2 })

  it.each([
    ['of two versions', [older, newer]],
    ['of the same version', [same(1), same(2)]],
  ])(
    '%s: the newer generation is live in the end, the older one was before or is superseded',
    { timeout: 600_000 },
    async (_, releases) => {
      const outcomes = await playEveryOrder(2, () => race(releases))
      expect(outcomes.length).toBeGreaterThan(1_000)
      expect(distinct(outcomes)).toEqual([wonBoth, wonOne].sort())
      expect(outcomes.filter(({ seen, isComplete }) => seen.length > 0 || isComplete.includes(false))).toEqual([])
    },
  )

  it('of which the older one dies at any call: the newer generation is live in the end', { timeout: 600_000 }, async () => {
    let orders = 0
    const calls = 7
    for (let at = 0; at < calls; at++) {
      const outcomes = await playEveryOrder(2, () => race([older, newer], { who: 0, at }))
      orders += outcomes.length
      expect(
        outcomes.filter(({ ends, seen, live, isComplete }) => ends[1] !== 'activated' || seen.length > 0 || live !== 2 || !isComplete[1]),
      ).toEqual([])
      expect(outcomes.some(({ ends }) => ends[0] === 'dead')).toBe(true)
    }
    expect(orders).toBeGreaterThan(3_000)
  })
})
