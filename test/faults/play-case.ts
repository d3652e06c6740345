import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { reasonCodes } from '@mfe-gitops/contract'
import { type ChangeLab, configRepository, startChangeLab } from '../harness/config-repository.ts'
import type { ActionRun } from '../harness/run-action.ts'
import { type ChangeHalf, runChangeHalf, type Step } from './change-half.ts'
import { compareEndStates, type EndState, readEndState } from './end-state.ts'
import type { FaultCase } from './fault-case.ts'

export interface CaseResult {
  readonly title: string
  /** `itself`: the first run came through; otherwise the code it ended with, or `killed`. */
  readonly firstRun: string
  readonly problems: readonly string[]
  readonly seconds: number
}

/** Far more than any case needs on a busy machine: it tells a slow case from one that never ends. */
const budgetMs = 90_000

/** Plays one case in a lab of its own: the run with the fault, then the same run again, then a look at what is left. */
export async function playCase(one: FaultCase, clean: EndState): Promise<CaseResult> {
  const started = performance.now()
  const lab = await startChangeLab()
  try {
    const { firstRun, problems } = await play(lab, one, clean)
    return { title: one.title, firstRun, problems, seconds: (performance.now() - started) / 1000 }
  } catch (error) {
    // A case that cannot be played must not hide the others.
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return { title: one.title, firstRun: 'unknown', problems: [text], seconds: (performance.now() - started) / 1000 }
  } finally {
    await lab.close()
  }
}

async function play(lab: ChangeLab, { call, fault, kills = false }: FaultCase, clean: EndState) {
  const request = lab.request()
  lab.registry.publish('@acme/cart', request.version)
  const child = followChild()
  const onPlay = kills ? { onPlay: child.kill } : {}
  const seen = lab.github.requests.length
  lab.github.faults.add({ ...fault, ...onPlay, route: '*', skip: call.number - 1 })
  const first = await runChangeHalf(lab, request, () => child)
  const played = lab.github.requests[seen + call.number - 1]
  lab.github.faults.clear()
  const afterFirst = first.failed ? [] : await compareWith(lab, clean)
  const writesBefore = countWrites(lab)
  const second = await runChangeHalf(lab, request, () => ({ ...child, env: { GITHUB_RUN_ATTEMPT: '2' } }))
  const problems = [
    ...(played?.fault && played.route === call.route ? [] : [`the fault was not played on ${call.route}`]),
    ...(kills ? judgeKill(first, call.action) : judgeFault(first)),
    ...afterFirst.map((line) => `after the first run: ${line}`),
    ...(!first.failed && countWrites(lab) > writesBefore ? ['the second run wrote, though the first had done everything'] : []),
    ...(await judgeSecond(lab, second)),
    ...(await compareWith(lab, clean)).map((line) => `in the end: ${line}`),
    ...lab.github.violations.map(({ where, message }) => `the lab's answer does not fit GitHub's description: ${where}: ${message}`),
    ...lab.github.unknownRoutes.map(({ path }) => `the lab does not know ${path}`),
    ...child.late(),
  ]
  return { firstRun: first.failed ? (kills ? 'killed' : codesOf(first.failed.run).join(', ')) : 'itself', problems }
}

/** Holds the process of the step that runs now; kills it when asked to, or when its time is over. */
function followChild() {
  let current: ChildProcess | null = null
  let late = 0
  return {
    onStart(child: ChildProcess) {
      current = child
      const timer = setTimeout(() => {
        late += 1
        child.kill('SIGKILL')
      }, budgetMs)
      child.once('close', () => clearTimeout(timer))
    },
    async kill() {
      if (current === null || current.exitCode !== null || current.signalCode !== null) return
      const ended = once(current, 'exit')
      current.kill('SIGKILL')
      await ended
    },
    late: () => (late > 0 ? [`a step did not end within ${budgetMs / 1000} s`] : []),
  }
}

function judgeKill({ failed }: ChangeHalf, action: string): string[] {
  if (failed?.action === action && failed.run.exitCode === null) return []
  return [`the kill of ${action} ended ${failed ? describe(failed) : 'nothing'}`]
}

/** A run that a fault of GitHub ends says so once, by a code, and blames nobody else. */
function judgeFault({ failed }: ChangeHalf): string[] {
  if (failed === null) return []
  const { outputs, log, exitCode } = failed.run
  const codes = codesOf(failed.run)
  const annotations = log.match(/^::error /gm)?.length ?? 0
  const isKnown = codes.length === 1 && codes.every((code) => Object.hasOwn(reasonCodes, code) && code !== 'internal-error')
  const isFailure = outputs.outcome === 'failed' || outputs.outcome === 'timed-out'
  if (exitCode === 1 && isKnown && isFailure && annotations === 1 && !/^\s+at /m.test(log)) return []
  return [`the first run did not end with one clear error: ${describe(failed)}`]
}

async function judgeSecond(lab: ChangeLab, { failed, mergeCommit, generation }: ChangeHalf): Promise<string[]> {
  if (failed) return [`the second run failed: ${describe(failed)}`]
  const head = await lab.github.branchHead(configRepository, 'main')
  return [
    ...(mergeCommit === head ? [] : [`the second run named ${mergeCommit || 'no commit'} as merged, main is at ${head}`]),
    ...(generation === '1' ? [] : [`the second run ended with generation ${generation || '(none)'}`]),
  ]
}

async function compareWith(lab: ChangeLab, clean: EndState): Promise<string[]> {
  return compareEndStates(clean, await readEndState(lab))
}

function countWrites({ github }: ChangeLab): number {
  return github.requests.filter(({ kind }) => kind !== 'read').length
}

function codesOf({ outputs }: ActionRun): string[] {
  return (JSON.parse(outputs.reasons || '[]') as { code: string }[]).map(({ code }) => code)
}

/** By its reasons; by the end of its log where it gave none. */
function describe({ action, run: { exitCode, outputs, log } }: Step): string {
  const why = outputs.reasons ?? JSON.stringify(log.replace(/^::(?:add-mask|debug)::.*\n/gm, '').slice(-300))
  return `${action} with exit code ${exitCode}, outcome ${outputs.outcome ?? '(none)'}: ${why}`
}
