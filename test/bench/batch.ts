import { startVirtualLab, type VirtualEnding } from '../harness/virtual-lab.ts'
import { alignTable } from './table.ts'

/** One virtual hour of deployments at an even rate. */
export interface BatchMeasurement {
  readonly askedPerHour: number
  readonly batchSeconds: number
  /** In the base before the hour was over. */
  readonly landed: number
  readonly failed: Readonly<Record<string, number>>
  /** Of the hour, all runs together. */
  readonly contents: number
  readonly requests: number
  readonly refused: number
  /** From the request to the merge, of those that landed, in seconds; null when none did. */
  readonly waitMedian: number | null
  readonly wait95: number | null
}

export interface BatchMeasurements {
  readonly minutes: number
  readonly seconds: number
  readonly results: readonly BatchMeasurement[]
}

const rates = [60, 120, 300]
const batches = [0, 60]

/** So many that one train never holds two requests for the same micro-frontend. */
const mfes = Array.from({ length: 60 }, (_, index) => `mfe-${index}`)

/** Plays hours of deployments at several rates, with and without the train, against a GitHub that enforces its limits on a virtual clock. */
export async function measureBatches(minutes: number): Promise<BatchMeasurements> {
  const began = performance.now()
  const results: BatchMeasurement[] = []
  for (const askedPerHour of rates)
    for (const batchSeconds of batches) results.push(await measureHour({ askedPerHour, batchSeconds, minutes }))
  return { minutes, seconds: Math.round((performance.now() - began) / 1000), results }
}

interface Plan {
  readonly askedPerHour: number
  readonly batchSeconds: number
  readonly minutes: number
}

/** Plays one plan in a lab of its own. */
async function measureHour({ askedPerHour, batchSeconds, minutes }: Plan): Promise<BatchMeasurement> {
  const lab = await startVirtualLab(mfes)
  try {
    const period = minutes * 60_000
    const orders = Array.from({ length: Math.floor((askedPerHour * minutes) / 60) }, (_, index) => ({
      mfe: mfes[index % mfes.length] ?? '',
      version: `1.${Math.floor(index / mfes.length)}.0`,
      at: Math.floor((index * 3_600_000) / askedPerHour),
      batchSeconds,
    }))
    const endings = await Promise.all(orders.map((order) => lab.deploy(order)))
    if (lab.github.unknownRoutes.length > 0 || lab.github.violations.length > 0)
      throw new Error('The lab was asked for what it does not know.')
    const requests = lab.github.requests.filter(({ at }) => at < lab.start + period)
    const landed = endings.filter(({ failure, endedAt }) => failure === null && endedAt <= lab.start + period)
    const waits = landed.map(({ askedAt, endedAt }) => (endedAt - askedAt) / 1000).sort((a, b) => a - b)
    return {
      askedPerHour,
      batchSeconds,
      landed: landed.length,
      failed: countBy(endings.flatMap(({ failure }) => failure ?? [])),
      contents: requests.reduce((sum, one) => sum + one.contents, 0),
      requests: requests.length,
      refused: requests.filter(({ limit }) => limit !== undefined).length,
      waitMedian: quantile(waits, 0.5),
      wait95: quantile(waits, 0.95),
    }
  } finally {
    await lab.close()
  }
}

function countBy(values: readonly NonNullable<VirtualEnding['failure']>[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1
  return counts
}

function quantile(sorted: readonly number[], part: number): number | null {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? null
}

/** The measurements as a table for a terminal. */
export function describeBatches({ minutes, seconds, results }: BatchMeasurements): string {
  const header = [
    'asked per hour',
    'batch-seconds',
    'landed',
    'failed',
    'content each',
    'requests each',
    'refused',
    'wait p50 s',
    'wait p95 s',
  ]
  const each = (value: number, { landed }: BatchMeasurement) => (landed === 0 ? '-' : (value / landed).toFixed(1))
  const rows = results.map((one) => [
    String(one.askedPerHour),
    String(one.batchSeconds),
    String(one.landed),
    Object.entries(one.failed)
      .map(([code, count]) => `${count} ${code}`)
      .join(', ') || '0',
    each(one.contents, one),
    each(one.requests, one),
    String(one.refused),
    one.waitMedian?.toFixed(0) ?? '-',
    one.wait95?.toFixed(0) ?? '-',
  ])
  const title = `${minutes} virtual minutes each, GitHub's limits enforced (80 content-creating writes a minute and 500 an hour), ${seconds} s in all`
  return `${title}\n\n${alignTable([header, ...rows])}`
}
