import { requestId } from '@mfe-gitops/contract'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { request } from '../../actions/request-deployment/test/scene.ts'
import type { RunRecord } from '../../packages/lab/src/github/index.ts'
import { type Arrival, type Crowd, gatherCrowd, type Sender } from './sender-crowd.ts'

// 50 processes at once take some 3 GB and 25 s of processor time. `SENDERS=12 pnpm exec vitest run test/sender` is enough to look for a mistake.
const count = Number(process.env.SENDERS ?? 50)

let crowd: Crowd
beforeEach(async () => {
  crowd = await gatherCrowd()
})
afterEach(() => crowd.close())

const shaOf = (index: number) => index.toString().padStart(40, 'c')
const indexOf = ({ asked }: Arrival) => Number(asked.sha.replace(/^c+/, ''))

/** Every second sender asks for the same MFE. Every tenth dies once it follows its run, every tenth right after it has sent, and comes back with the same timestamp. */
function senderAt(index: number): Sender {
  const same = index % 2 === 0
  const fields = { sha: shaOf(index), mfe: same ? 'cart' : `mfe-${index}`, version: same ? `1.0.${index}` : '1.0.0' }
  const timestamp = new Date(Date.parse(request.timestamp) + index).toISOString()
  if (index % 10 === 3) return { fields: { ...fields, timestamp }, diesAt: /^Run: /m }
  if (index % 10 === 8) return { fields: { ...fields, timestamp }, diesAt: /^Request sent /m }
  return { fields }
}

/** The pipeline at its worst: all runs are alive at once, in any order, some late, among strangers with titles that tell nothing or lie. */
function playPipeline(senders: readonly Sender[]) {
  const own = new Map<string, RunRecord[]>()
  const decoys = new Map<number, Arrival>()
  const following = new Set<Sender>()
  const seen = { alive: 0, decoysFollowed: 0 }
  const isLate = (arrival: Arrival) => indexOf(arrival) % 5 === 4

  const take = (arrival: Arrival) => {
    const known = own.get(arrival.asked.sha) ?? []
    // The same title and a receipt of its own: it answers somebody who asked for the same at the same moment. Some are older than the right run, some newer.
    const decoy = () => void decoys.set(crowd.start(arrival, { sha: 'd'.repeat(40) }).id, arrival)
    const isOlder = known.length === 0 && indexOf(arrival) % 2 === 0
    if (isOlder) decoy()
    own.set(arrival.asked.sha, [...known, crowd.start(arrival)])
    if (!isOlder) decoy()
  }
  const arrived = () => new Set(crowd.arrivals.map(({ asked }) => asked.sha)).size
  const early = () => crowd.arrivals.filter((arrival) => !isLate(arrival))

  crowd.onArrival = (arrival) => {
    if (own.has(arrival.asked.sha)) take(arrival)
    else if (arrived() === senders.length && own.size === 0) for (const each of early().toReversed()) take(each)
  }
  crowd.onFollow = (sender, runId) => {
    const decoy = decoys.get(runId)
    if (decoy !== undefined) {
      seen.decoysFollowed += 1
      const run = crowd.github.runs.get(runId)
      if (run?.status !== 'completed' && run !== undefined) void crowd.finish(run, { ...decoy.asked, sha: 'd'.repeat(40) })
      return
    }
    following.add(sender)
    const onTime = senders.length - new Set(crowd.arrivals.filter(isLate).map(({ asked }) => asked.sha)).size
    if (following.size === onTime && own.size === onTime) for (const each of crowd.arrivals.filter(isLate)) take(each)
    if (following.size < senders.length) return
    seen.alive = [...own.values()].filter((runs) => runs.some(({ id }) => crowd.github.runs.get(id)?.status === 'in_progress')).length
    for (const { asked } of crowd.arrivals) for (const run of own.get(asked.sha) ?? []) void crowd.finish(run, asked)
  }
  return { own, seen }
}

it(`R8, claim 1: ${count} senders at once find exactly their own runs, through decoys, late runs and restarts`, async () => {
  const senders = Array.from({ length: count }, (_, index) => senderAt(index))
  const { own, seen } = playPipeline(senders)
  const ends = await Promise.all(senders.map((sender) => crowd.send(sender)))
  for (const [index, { exitCode, outputs, log }] of ends.entries()) {
    const arrival = crowd.arrivals.find(({ asked }) => asked.sha === shaOf(index))
    expect([exitCode, outputs.outcome], log).toEqual([0, 'deployed'])
    expect(outputs['request-id']).toBe(arrival && requestId(arrival.asked))
    expect(own.get(shaOf(index))?.map(({ id }) => String(id))).toContain(outputs['run-url']?.split('/').at(-1))
  }
  const reattached = Array.from(senders.keys()).filter((index) => index % 10 === 3)
  for (const index of reattached) expect(crowd.arrivals.filter(({ asked }) => asked.sha === shaOf(index))).toHaveLength(1)
  expect(seen.alive).toBe(count)
  expect(seen.decoysFollowed).toBeGreaterThan(0)
  const { requests, unknownRoutes, violations } = crowd.github
  expect([unknownRoutes, violations]).toEqual([[], []])
  const free = requests.filter(({ status }) => status === 304).length
  console.info(`${count} senders: ${requests.length} requests, ${free} of them free of the rate limit (304).`)
})

it('R8: two that ask at the same moment, with one title, each find their own run', async () => {
  const fields = { timestamp: request.timestamp }
  const twins = ['a', 'b'].map((digit): Sender => ({ fields: { ...fields, sha: digit.repeat(40) } }))
  const runs = new Map<number, Arrival>()
  crowd.onArrival = (arrival) => void runs.set(crowd.start(arrival).id, arrival)
  crowd.onFollow = (_, id) => {
    const [run, arrival] = [crowd.github.runs.get(id), runs.get(id)]
    if (run !== undefined && arrival !== undefined && run.status !== 'completed') void crowd.finish(run, arrival.asked)
  }
  const ends = await Promise.all(twins.map((twin) => crowd.send(twin)))
  for (const [index, { outputs, log }] of ends.entries()) {
    const run = runs.get(Number(outputs['run-url']?.split('/').at(-1)))
    expect([outputs.outcome, run?.asked.sha], log).toEqual(['deployed', twins[index]?.fields.sha])
  }
})
