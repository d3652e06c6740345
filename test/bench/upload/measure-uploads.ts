import { execFile, spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type FaultProxy, findServices, startFaultProxy } from '@mfe-gitops/lab'
import { labKeys, startVersitygw } from '../../../packages/lab/src/cloud/services.ts'
import { median } from '../table.ts'
import { type OurSources, startOurSources } from './deploy-artifact.ts'
import { measureProcess, type ProcessCost } from './measured-process.ts'
import { findTools } from './other-tools.ts'
import { hasPipeline, makePipeline, pipelineName } from './pipeline.ts'
import { cases, type S3Place, type UploadCase, type Uploader } from './uploader.ts'
import { type Build, type Workload, writeBuild } from './workload.ts'

export interface UploadMeasurement {
  readonly workload: string
  readonly case: UploadCase
  readonly uploader: string
  /** Medians of all runs; null when the program has no way for the case. */
  readonly cost: ProcessCost | null
  readonly fastestSeconds: number
  readonly requests: number
}

export interface UploadMeasurements {
  readonly node: string
  readonly cpu: string
  readonly processors: number
  /** Programs that wanted a processor on average in the minute before, and in the minute before the end. */
  readonly load: readonly [number, number]
  readonly runs: number
  readonly found: readonly string[]
  readonly missing: readonly string[]
  readonly results: readonly UploadMeasurement[]
  readonly how: Readonly<Record<string, Uploader['how']>>
}

const bucket = 'bench'
const region = 'us-east-1'

/** Every program does every case of every workload, each time with a store of its own that was started for it. */
export async function measureUploads(workloads: readonly Workload[], runs: number): Promise<UploadMeasurements> {
  if (findServices().versitygw === null)
    throw new Error('This bench needs versitygw. With Go on PATH, npm run bench -- upload installs it.')
  if (spawnSync('python3', ['--version']).error)
    throw new Error('This bench needs Python 3 on PATH: by it the use of every program is measured.')
  const load = loadavg()[0] ?? 0
  const tools = findTools()
  const ours = await startOurSources()
  const results: UploadMeasurement[] = []
  const how: Record<string, Uploader['how']> = {}
  try {
    for (const workload of workloads) {
      const folder = await mkdtemp(join(tmpdir(), 'bench-upload-'))
      try {
        const build = await writeBuild(workload, folder)
        const uploaders = await makeUploaders(workload, build, ours, tools)
        for (const uploader of uploaders) how[uploader.name] = uploader.how
        results.push(...(await measureWorkload(workload, { build, uploaders, folder, runs })))
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
    }
  } finally {
    await ours.close()
  }
  const machine = { node: process.version, cpu: cpus()[0]?.model ?? 'unknown', processors: cpus().length }
  const found = tools.flatMap((tool) => ('make' in tool ? [tool.name] : []))
  const missing = [...tools.flatMap((tool) => ('missing' in tool ? [tool.missing] : [])), ...(hasPipeline() ? [] : [pipelineName])]
  return { ...machine, load: [load, loadavg()[0] ?? 0], runs, found, missing, results, how }
}

async function makeUploaders({ kind }: Workload, build: Build, ours: OurSources, tools: ReturnType<typeof findTools>): Promise<Uploader[]> {
  const place = { bucket, region }
  return [
    await ours.make(build, place, false),
    // Nobody compresses media, so that would be the same again.
    ...(kind === 'scripts' ? [await ours.make(build, place, true)] : []),
    ...tools.flatMap((tool) => ('make' in tool ? [tool.make(build.directory)] : [])),
    ...(hasPipeline() ? [makePipeline(ours.publish(build))] : []),
  ]
}

interface Ground {
  readonly build: Build
  readonly uploaders: readonly Uploader[]
  readonly folder: string
  readonly runs: number
}

async function measureWorkload(workload: Workload, { build, uploaders, folder, runs }: Ground): Promise<UploadMeasurement[]> {
  const costs = new Map(uploaders.map((uploader) => [uploader, new Map(cases.map((one) => [one, [] as ProcessCost[]]))]))
  // In turns, so that a busy moment of the machine does not fall on one program alone.
  for (let run = 1; run <= runs; run++) {
    for (const uploader of uploaders) {
      say(`${workload.name}, run ${run} of ${runs}: ${uploader.name}`)
      const took = await playCases(uploader, { build, folder })
      for (const [one, { cost }] of took) costs.get(uploader)?.get(one)?.push(cost)
    }
  }
  const results: UploadMeasurement[] = []
  for (const uploader of uploaders) {
    say(`${workload.name}, counting requests: ${uploader.name}`)
    // Apart from the measuring, because what counts takes time as well.
    const counted = await playCases(uploader, { build, folder, isCounting: true })
    for (const one of cases) {
      const seen = costs.get(uploader)?.get(one) ?? []
      const cost = seen.length === 0 ? null : medianCost(seen)
      const fastestSeconds = Math.min(...seen.map(({ wallSeconds }) => wallSeconds))
      const requests = counted.get(one)?.requests ?? 0
      results.push({ workload: workload.name, case: one, uploader: uploader.name, cost, fastestSeconds, requests })
    }
  }
  return results
}

interface Play {
  readonly build: Build
  readonly folder: string
  readonly isCounting?: boolean
}

/** All cases one after the other on one store, which is new and empty at the beginning. */
async function playCases(uploader: Uploader, { build, folder, isCounting = false }: Play) {
  const directory = join(folder, 'store')
  await mkdir(join(directory, 's3', bucket), { recursive: true })
  const store = await startVersitygw(directory)
  const proxy = isCounting ? await startFaultProxy(store.url) : undefined
  const took = new Map<UploadCase, { cost: ProcessCost; requests: number }>()
  try {
    for (const one of cases) {
      const place: S3Place = { endpoint: (proxy ?? store).url, keys: labKeys, region, bucket }
      const command = uploader.command(one, place)
      if (command === null) continue
      if (one === 'one file changed') await build.change()
      await settle()
      const before = countOf(proxy)
      const cost = await measureProcess(command)
      took.set(one, { cost, requests: countOf(proxy) - before })
    }
    return took
  } finally {
    await build.restore()
    await proxy?.close()
    await store.close()
    await rm(directory, { recursive: true, force: true })
  }
}

function countOf(proxy: FaultProxy | undefined): number {
  return proxy?.requests.length ?? 0
}

/** What the last program wrote must not be written to the disk at the cost of the next one. */
async function settle(): Promise<void> {
  await promisify(execFile)('sync')
}

function medianCost(costs: readonly ProcessCost[]): ProcessCost {
  const of = (name: keyof ProcessCost) => median(costs.map((cost) => cost[name]))
  return { wallSeconds: of('wallSeconds'), cpuSeconds: of('cpuSeconds'), peakBytes: of('peakBytes') }
}

function say(line: string): void {
  process.stderr.write(`${line}\n`)
}
