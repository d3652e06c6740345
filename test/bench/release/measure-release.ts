import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { startAws } from '@mfe-gitops/lab'
import { lackingServices } from '../../faults/release/main.ts'
import { runReleaseHalf } from '../../faults/release/release-half.ts'
import { gitopsConfig } from '../../faults/release/release-input.ts'
import { type ChangeLab, startChangeLab } from '../../harness/config-repository.ts'
import { playSteps } from '../../harness/deployment-run.ts'
import type { ActionRun } from '../../harness/run-action.ts'
import { packBuild } from '../../rollout/packed-build.ts'
import { median } from '../table.ts'
import { type SlowServices, startSlowServices } from './slow-services.ts'
import { type SlowCall, type StageTimes, stageTimes } from './stage-times.ts'

export interface ReleaseMeasurements {
  readonly node: string
  readonly cpu: string
  readonly processors: number
  /** Programs that wanted a processor on average in the minute before, and in the minute before the end. */
  readonly load: readonly [number, number]
  readonly runs: number
  readonly latencyMs: number
  readonly files: number
  /** In the order of a deployment, medians of all runs. */
  readonly stages: readonly StageTimes[]
  /** The calls of the last run, in the order in which they were answered. */
  readonly calls: Readonly<Record<string, readonly SlowCall[]>>
}

const FILES = 40

/** Deploys a version after the other through the shipped bundles of both halves, with every service further away. */
export async function measureRelease({ runs, latencyMs }: { runs: number; latencyMs: number }): Promise<ReleaseMeasurements> {
  const lacking = lackingServices()
  if (lacking !== null) throw new Error(lacking)
  const load = loadavg()[0] ?? 0
  const directory = await mkdtemp(join(tmpdir(), 'bench-release-'))
  const aws = await startAws(directory)
  const lab = await startChangeLab({ 'gitops.yaml': gitopsConfig('staging', aws.descriptor) })
  const slow = await startSlowServices(lab, aws, latencyMs)
  try {
    const bench = { lab, slow, keys: aws.env, latencyMs }
    // Of the first run the services themselves are slow: they have only just started.
    await playDeployment(bench, '1.0.0')
    const played: PlayedStage[][] = []
    for (let run = 1; run <= runs; run++) {
      process.stderr.write(`run ${run} of ${runs}\n`)
      played.push(await playDeployment(bench, `1.${run}.0`))
    }
    const stages = (played[0] ?? []).map((_, index) => medianStage(played.flatMap((run) => run[index]?.times ?? [])))
    const calls = Object.fromEntries((played.at(-1) ?? []).map(({ times, calls }) => [times.stage, calls]))
    const machine = { node: process.version, cpu: cpus()[0]?.model ?? 'unknown', processors: cpus().length }
    return { ...machine, load: [load, loadavg()[0] ?? 0], runs, latencyMs, files: FILES, stages, calls }
  } finally {
    await slow.close()
    await Promise.all([lab.close(), aws.close()])
    await rm(directory, { recursive: true, force: true })
  }
}

interface Bench {
  readonly lab: ChangeLab
  readonly slow: SlowServices
  readonly keys: Readonly<Record<string, string>>
  readonly latencyMs: number
}

interface PlayedStage {
  readonly times: StageTimes
  readonly calls: readonly SlowCall[]
}

/** From the request to the purged cache. */
async function playDeployment({ lab, slow, keys, latencyMs }: Bench, version: string): Promise<PlayedStage[]> {
  lab.registry.publish('@acme/cart', version, await packBuild(filesOf(version)))
  const request = lab.request({ version })
  const { urls } = slow
  const env = {
    ...keys,
    GITHUB_API_URL: urls.GitHub + new URL(lab.github.apiUrl).pathname,
    GITHUB_GRAPHQL_URL: urls.GitHub + new URL(lab.github.graphqlUrl).pathname,
    AWS_ENDPOINT_URL_S3: urls.store,
    AWS_ENDPOINT_URL_DYNAMODB: urls.table,
    AWS_ENDPOINT_URL_CLOUDFRONT: urls.CDN,
  }
  const stages: PlayedStage[] = []
  const play = async (action: string, inputs: Readonly<Record<string, string>>): Promise<ActionRun> => {
    slow.take()
    const began = performance.now()
    const run = await lab.run(action, { registry: `${urls.registry}/`, ...inputs }, lab.event(request), { env })
    const seconds = (performance.now() - began) / 1000
    if (run.exitCode !== 0) throw new Error(`${action} failed:\n${run.log}`)
    const calls = slow.take()
    stages.push({ times: stageTimes(action, { seconds, calls, latencyMs }), calls })
    return run
  }
  let mergeCommit = ''
  await playSteps(
    async (_, action, inputs) => {
      const { outputs } = await play(action, inputs)
      mergeCommit = outputs['merge-commit'] ?? mergeCommit
      return outputs
    },
    request,
    {},
  )
  await runReleaseHalf({ environment: 'staging', run: (action, inputs) => play(action, inputs) }, mergeCommit)
  return stages
}

/** A small build: an entry that loads chunks, and a style sheet that is worth compressing. */
function filesOf(version: string): Record<string, string> {
  const chunks = Array.from(
    { length: FILES - 2 },
    (_, index) => `chunk-A2B3C4${String.fromCharCode(65 + Math.floor(index / 26), 65 + (index % 26))}.js`,
  )
  return {
    'dist/index.js': `${chunks.map((chunk) => `import './${chunk}'`).join('\n')}\nexport const version = '${version}'\n`,
    ...Object.fromEntries(chunks.map((chunk) => [`dist/${chunk}`, `document.title = '${chunk} ${version}'\n`.repeat(100)])),
    'dist/cart.css': `/* ${version} */\n${'.cart { color: rebeccapurple }\n'.repeat(80)}`,
  }
}

function medianStage(times: readonly StageTimes[]): StageTimes {
  const of = (pick: (one: StageTimes) => number) => median(times.map(pick))
  const { stage = '', calls = {} } = times.at(-1) ?? {}
  return {
    stage,
    calls,
    seconds: of((one) => one.seconds),
    waitingSeconds: of((one) => one.waitingSeconds),
    inARow: of((one) => one.inARow),
  }
}
