import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { type ChangeLab, startChangeLab } from '../harness/config-repository.ts'
import type { ChangeHalf } from './change-half.ts'
import { followChild } from './child.ts'
import { compareEndStates, onMain, readEndState } from './end-state.ts'
import type { BadPlaces, FaultCase } from './fault-case.ts'
import { endOf, judgeAlone, judgeDisturbed, judgeEnd } from './judge.ts'
import { playAlone, playDisturbed, type Scene } from './play-run.ts'
import { startStory } from './story.ts'

export interface CaseResult {
  readonly title: string
  /** How each run but the last ended: `itself` when it came through, the code it ended with, or `killed`. */
  readonly runs: readonly string[]
  readonly problems: readonly string[]
  readonly seconds: number
}

/** Plays one case in a lab of its own: the runs in which something goes wrong, one that is left alone, then a look at what is left. */
export async function playCase(one: FaultCase, places: BadPlaces): Promise<CaseResult> {
  const started = performance.now()
  const seconds = () => (performance.now() - started) / 1000
  const lab = await startChangeLab()
  try {
    const { runs, problems } = await play(lab, one, places)
    return { title: one.title, runs, problems, seconds: seconds() }
  } catch (error) {
    // A case that cannot be played must not hide the others.
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return { title: one.title, runs: [], problems: [text], seconds: seconds() }
  } finally {
    await lab.close()
  }
}

async function play(lab: ChangeLab, one: FaultCase, places: BadPlaces) {
  const request = lab.request()
  lab.registry.publish('@acme/cart', request.version)
  const child = followChild()
  const scene: Scene = { lab, places, request, child, enter: startStory(one.recording.story, lab) }
  const problems: string[] = []
  const disturbed: ChangeHalf[] = []
  for (const [index, disturbance] of one.runs.entries()) {
    const played = await playDisturbed(scene, disturbance, index + 1)
    disturbed.push(played.run)
    problems.push(...judgeDisturbed(played, disturbance).map((line) => `run ${index + 1}: ${line}`))
    if (!played.run.failed) problems.push(...(await compare(lab, one)).map((line) => `after run ${index + 1}: ${line}`))
  }
  const recoveries = await recover(scene, one, disturbed)
  problems.push(...recoveries.flatMap(judgeEnd))
  const isDone = [...disturbed, ...recoveries].some(({ failed }) => !failed)
  const writes = countWrites(lab)
  const last = await playAlone(scene, one.runs.length + 1)
  problems.push(
    ...(isDone && countWrites(lab) > writes ? ['the last run wrote, though one before had done everything'] : []),
    ...(await judgeAlone(lab, last)),
    ...(await compare(lab, one)).map((line) => `in the end: ${line}`),
    ...lab.github.violations.map(({ where, message }) => `the lab's answer does not fit GitHub's description: ${where}: ${message}`),
    ...lab.github.unknownRoutes.map(({ path }) => `the lab does not know ${path}`),
    ...child.late(),
  )
  return { runs: [...disturbed, ...recoveries].map(endOf), problems }
}

async function recover(scene: Scene, { recovery }: FaultCase, disturbed: readonly ChangeHalf[]): Promise<ChangeHalf[]> {
  if (recovery === 'failed-jobs') return [await playAlone(scene, 2, { before: disturbed.at(-1)?.steps ?? [] })]
  return recovery === 'twice' ? playTwins(scene) : []
}

/** A re-run and a second delivery of the same request, at the same moment on two runners. */
async function playTwins(scene: Scene): Promise<ChangeHalf[]> {
  const runners = await Promise.all(['a', 'b'].map((name) => mkdtemp(join(scene.lab.temp, `runner-${name}-`))))
  return Promise.all(
    runners.map((folder, index) => playAlone(scene, 2 - index, { env: { RUNNER_TEMP: folder, GITHUB_RUN_ID: String(index + 1) } })),
  )
}

async function compare(lab: ChangeLab, { recording, end }: FaultCase): Promise<string[]> {
  const seen = await readEndState(lab)
  return end === 'main' ? compareEndStates(onMain(recording.endState), onMain(seen)) : compareEndStates(recording.endState, seen)
}

function countWrites({ github }: ChangeLab): number {
  return github.requests.filter(({ kind }) => kind !== 'read').length
}
