import { parseDesiredState } from '@mfe-gitops/contract'
import { type ChangeLab, configRepository } from '../harness/config-repository.ts'
import { seededRandom, shuffled } from '../promises/orderings.ts'
import { type Deployment, deployAll, type Layout, startFleetLab, workers } from './fleet.ts'

export interface LoadResult {
  readonly title: string
  readonly deployments: number
  readonly seconds: number
  /** Of each deployment, ascending. */
  readonly requests: readonly number[]
  readonly sleptMs: readonly number[]
  /** What GitHub counts against its limit on new content. */
  readonly contents: number
  /** What must not be; empty when all went well. */
  readonly problems: readonly string[]
}

// A step that lost a race sleeps some seconds at most; who sleeps longer waits out what should have been a race.
const mostSleptMs = 60_000

/** Requests for as many micro-frontends within ten seconds: every one lands. */
export async function playManyMfes(count: number, layout: Layout): Promise<LoadResult> {
  const mfes = Array.from({ length: count }, (_, index) => `mfe-${String(index).padStart(3, '0')}`)
  const lab = await startFleetLab(mfes, layout)
  try {
    const first = Date.parse('2026-11-22T21:00:00Z')
    const stamp = (index: number) => new Date(first + Math.floor((index * 10_000) / count)).toISOString()
    const requests = mfes.map((mfe, index) => lab.request({ mfe, timestamp: stamp(index) }))
    const play = () => deployAll(lab, requests)
    return await measure(`${count} micro-frontends, ${layout}`, lab, play, async (deployments) => [
      ...unexpected(deployments, ['merged']),
      ...(await Promise.all(mfes.map((mfe) => findLoss(lab, mfe, layout)))).flat(),
    ])
  } finally {
    await lab.close()
  }
}

/** Requests for one micro-frontend in an order that the seed decides: the newest wins, the others are superseded. */
export async function playOneMfe(count: number, seed: number): Promise<LoadResult> {
  const lab = await startFleetLab([], 'own files')
  try {
    const ascending = Array.from({ length: count }, (_, index) => `1.${index}.0`)
    const newest = ascending.at(-1)
    const requests = shuffled(ascending, seededRandom(seed)).map((version) => lab.request({ version }))
    const title = `${count} requests for one micro-frontend, seed ${seed}`
    return await measure(
      title,
      lab,
      () => deployAll(lab, requests),
      async (deployments) => {
        const merged = deployments.filter(({ outcome }) => outcome === 'merged')
        const file = 'environments/staging/cart.yaml'
        const desired = parseDesiredState((await lab.github.readFile(configRepository, 'main', file)) ?? '', file, [])
        const { version, generation } = (desired.ok && desired.value) || { version: 'unreadable', generation: 0 }
        return [
          ...unexpected(deployments, ['merged', 'superseded']),
          ...deployments.filter(({ outcome }) => outcome === 'superseded').flatMap(judgeLoser),
          ...(version === newest ? [] : [`${version} is desired, and ${newest} is the newest`]),
          ...(generation === merged.length ? [] : [`generation ${generation} after ${merged.length} merges`]),
        ]
      },
    )
  } finally {
    await lab.close()
  }
}

type Judge = (deployments: readonly Deployment[]) => Promise<string[]>

async function measure(title: string, lab: ChangeLab, play: () => Promise<Deployment[]>, judge: Judge): Promise<LoadResult> {
  const started = performance.now()
  const deployments = await play()
  const seconds = (performance.now() - started) / 1000
  const ascending = (values: number[]) => values.toSorted((a, b) => a - b)
  const open = lab.github.pullRequests(configRepository).filter(({ state }) => state === 'open')
  return {
    title,
    deployments: deployments.length,
    seconds,
    requests: ascending(deployments.map((one) => one.requests)),
    sleptMs: ascending(deployments.map(({ slept }) => slept)),
    contents: lab.github.requests.reduce((sum, one) => sum + one.contents, 0),
    problems: [
      ...(await judge(deployments)),
      ...open.map(({ number, head }) => `pull request #${number} of ${head} is still open`),
      ...deployments
        .filter(({ slept }) => slept > mostSleptMs)
        .map(({ request, slept }) => `${request.mfe} ${request.version} slept ${slept} ms`),
      ...lab.github.violations.map(({ where, message }) => `the lab's answer does not fit GitHub's description: ${where}: ${message}`),
      ...lab.github.unknownRoutes.map(({ path }) => `the lab does not know ${path}`),
    ],
  }
}

function unexpected(deployments: readonly Deployment[], allowed: readonly string[]): string[] {
  return deployments
    .filter(({ outcome }) => !allowed.includes(outcome))
    .map(({ request, outcome, end }) => {
      const { action, run } = end.failed ?? {}
      return `${request.mfe} ${request.version} ended as ${outcome} in ${action}: ${run?.outputs.reasons ?? JSON.stringify(run?.log.slice(-500))}`
    })
}

function judgeLoser({ request, end }: Deployment): string[] {
  const [why] = JSON.parse(end.failed?.run.outputs.reasons || '[]') as { code: string }[]
  if (why?.code === 'superseded-by-newer' || why?.code === 'older-version') return []
  return [`${request.version} is superseded for ${why?.code ?? 'no reason'}`]
}

async function findLoss(lab: ChangeLab, mfe: string, layout: Layout): Promise<string[]> {
  const file = layout === 'own files' ? `environments/staging/${mfe}.yaml` : 'environments/staging.yaml'
  const key = layout === 'own files' ? [] : ['mfes', mfe]
  const desired = parseDesiredState((await lab.github.readFile(configRepository, 'main', file)) ?? '', file, key)
  const value = desired.ok ? desired.value : null
  return value?.mfe === mfe && value.version === '1.0.0' && value.generation === 1
    ? []
    : [`${mfe} is not in ${file}, or not as it was asked for`]
}

/** What a load cost, in a line. */
export function describeLoad({ title, deployments, seconds, requests, sleptMs, contents }: LoadResult): string {
  const middle = (values: readonly number[]) => values[Math.floor(values.length / 2)] ?? 0
  const time = (ms: number) => `${(ms / 1000).toFixed(1)} s`
  return [
    `${title}: ${seconds.toFixed(0)} s, ${workers} at once`,
    `requests to GitHub per deployment ${middle(requests)} (${requests[0]} to ${requests.at(-1)}), contents ${(contents / deployments).toFixed(1)}`,
    `slept per deployment ${time(middle(sleptMs))} (at most ${time(sleptMs.at(-1) ?? 0)})`,
  ].join('; ')
}
