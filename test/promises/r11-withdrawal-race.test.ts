import { expect, it } from 'vitest'
import { itemsOf } from '../../packages/targets/src/aws/live-item.ts'
import { dynamoTable } from '../../packages/targets/src/aws/table.ts'
import type { LiveRow, LiveTable } from '../../packages/targets/src/index.ts'
import { liveRow } from '../../packages/targets/test/rows.ts'
import { type Model, playEveryOrder, type Turn } from '../harness/interleavings.ts'
import { type MemoryAws, memoryClients } from '../harness/memory-aws.ts'

const clock = { now: () => 0, random: () => 0.5, sleep: async () => {} }
const [before, own, newer] = [1, 2, 3].map((generation) => liveRow({ generation, version: `1.${generation}.0` })) as [
  LiveRow,
  LiveRow,
  LiveRow,
]

/** What a process does at the table, and the word for what came of it. */
type Part = (table: LiveTable) => Promise<string>

const withdraw: Part = async (table) => (await table.withdraw(own, before, 'now')).result
const activate =
  (row: LiveRow): Part =>
  async (table) =>
    (await table.activate(row)).result

/** Generation 2 is live after 1 when the parts begin. */
function race(parts: readonly Part[]): Model<string> {
  const aws: MemoryAws = { objects: new Map(), items: new Map() }
  for (const row of [before, own]) {
    const items = Object.values(itemsOf({ live: row, history: row }))
    for (const item of items) aws.items.set(`${item.pk?.S} ${item.sk?.S}`, item as never)
  }
  const ends: string[] = []
  const served: string[] = []
  const shown = (key: string) => {
    const { version, generation, withdrawn } = aws.items.get(key) ?? {}
    return `${version?.S} #${generation?.N}${withdrawn === undefined ? '' : ' withdrawn'}`
  }
  return {
    start: (turns: readonly Turn[]) =>
      parts.map(async (part, at) => {
        const table = dynamoTable({ client: memoryClients(aws, turns[at]!).dynamo, table: 't', clock })
        ends[at] = await part(table)
      }),
    look: () => {
      const live = shown('staging#cart live')
      if (live !== served.at(-1)) served.push(live)
      if (live !== shown('staging live#cart')) served.push('the list differs')
    },
    finish: () =>
      `${ends.join(' and ')}: ${served.join(', ')}; history ${[1, 2, 3].map((at) => shown(`staging#cart history#${String(at).padStart(16, '0')}`)).join(', ')}`,
  }
}

const ends = async (...parts: Part[]) => [...new Set(await playEveryOrder(parts.length, () => race(parts)))].sort()

it('R4, R11: a withdrawal and a newer release, in every order of their calls: the newer is live in the end', async () => {
  expect(await ends(withdraw, activate(newer))).toEqual([
    'not-live and activated: 1.2.0 #2, 1.3.0 #3; history 1.1.0 #1, 1.2.0 #2, 1.3.0 #3',
    'not-live and activated: 1.3.0 #3; history 1.1.0 #1, 1.2.0 #2, 1.3.0 #3',
    'withdrawn and activated: 1.2.0 #2, 1.1.0 #2 withdrawn, 1.3.0 #3; history 1.1.0 #1, 1.2.0 #2 withdrawn, 1.3.0 #3',
  ])
})

it('R10, R11: what was overtaken while it was taken back is marked in the history, whatever the order of the calls, and only there', async () => {
  const takeBack: Part = async (table) => {
    const { result } = await table.withdraw(own, before, 'now')
    if (result === 'not-live') await table.discredit(own, 'now')
    return result
  }
  const histories = (seen: string[]) => [...new Set(seen.map((end) => end.slice(end.indexOf('history'))))]
  expect(histories(await ends(takeBack, activate(newer)))).toEqual(['history 1.1.0 #1, 1.2.0 #2 withdrawn, 1.3.0 #3'])
  const late =
    (at: string): Part =>
    async (table) =>
      String(await table.discredit(own, at))
  expect(histories(await ends(late('now'), late('then')))).toEqual(['history 1.1.0 #1, 1.2.0 #2 withdrawn, undefined #undefined'])
})

it('R1, R11: two runs that take the same version back, in every order of their calls, do it once', async () => {
  expect(await ends(withdraw, withdraw)).toEqual([
    'withdrawn and withdrawn: 1.2.0 #2, 1.1.0 #2 withdrawn; history 1.1.0 #1, 1.2.0 #2 withdrawn, undefined #undefined',
  ])
})

it('R11: a re-run beside a withdrawal never makes the version live again, in any order of their calls', async () => {
  expect(await ends(withdraw, activate(own))).toEqual([
    'withdrawn and already: 1.2.0 #2, 1.1.0 #2 withdrawn; history 1.1.0 #1, 1.2.0 #2 withdrawn, undefined #undefined',
    'withdrawn and withdrawn: 1.2.0 #2, 1.1.0 #2 withdrawn; history 1.1.0 #1, 1.2.0 #2 withdrawn, undefined #undefined',
  ])
})
