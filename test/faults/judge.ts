import { reasonCodes } from '@mfe-gitops/contract'
import { type ChangeLab, configRepository } from '../harness/config-repository.ts'
import type { ActionRun } from '../harness/run-action.ts'
import type { ChangeHalf } from './change-half.ts'
import type { Disturbance } from './fault-case.ts'
import type { DisturbedRun } from './play-run.ts'

/** How a run ended, of whichever half. */
export interface Ended {
  readonly failed: { readonly action: string; readonly run: ActionRun } | null
}

/** What is wrong with the run in which something went wrong. */
export function judgeDisturbed({ run, met }: DisturbedRun, { call, signal, network, files, reasons }: Disturbance): string[] {
  // What happens on this side of the network never reaches the lab as a fault.
  const isFault = network === undefined && files === undefined
  return [
    ...(isFault && !(met?.fault && met.route === call.route) ? [`the fault was not played on ${call.route}`] : []),
    ...(signal ? judgeDeath(run, call.action) : judgeEnd(run)),
    ...(reasons && !endedBy(run, reasons)
      ? [`the run did not end by ${reasons.join(' or ')}: ${run.failed ? describe(run.failed) : 'it came through'}`]
      : []),
  ]
}

function judgeDeath({ failed }: ChangeHalf, action: string): string[] {
  if (failed?.action === action && failed.run.exitCode === null) return []
  return [`the death of ${action} ended ${failed ? describe(failed) : 'nothing'}`]
}

/** A run that a fault ends says so by one code, or as many as its story has, and blames nobody else. */
export function judgeEnd({ failed }: Ended, mostCodes = 1): string[] {
  if (failed === null) return []
  const { outputs, log, exitCode } = failed.run
  const codes = codesOf(failed.run)
  const isKnown =
    codes.length >= 1 && codes.length <= mostCodes && codes.every((code) => Object.hasOwn(reasonCodes, code) && code !== 'internal-error')
  const isFailure = ['failed', 'timed-out', undefined].includes(outputs.outcome)
  if (exitCode === 1 && isKnown && isFailure && !/^\s+at /m.test(log)) return []
  return [`the run did not end with one clear error: ${describe(failed)}`]
}

/** What is wrong with the run that was left alone. */
export async function judgeAlone(lab: ChangeLab, { failed, mergeCommit, generation }: ChangeHalf): Promise<string[]> {
  if (failed) return [`the run that was left alone failed: ${describe(failed)}`]
  const head = await lab.github.branchHead(configRepository, 'main')
  return [
    ...(mergeCommit === head ? [] : [`the run that was left alone named ${mergeCommit || 'no commit'} as merged, main is at ${head}`]),
    ...(generation === '1' ? [] : [`the run that was left alone ended with generation ${generation || '(none)'}`]),
  ]
}

/** How a run ended, in a word or its codes. */
export function endOf({ failed }: Ended): string {
  if (failed === null) return 'itself'
  return failed.run.exitCode === null ? 'killed' : codesOf(failed.run).join(', ')
}

function endedBy({ failed }: ChangeHalf, reasons: readonly string[]): boolean {
  return failed !== null && codesOf(failed.run).every((code) => reasons.includes(code))
}

/** By the annotations: they are there even when the outputs could not be written. */
function codesOf({ log }: ActionRun): string[] {
  return [...log.matchAll(/^::error title=([a-z-]+)::/gm)].map(([, code = '']) => code)
}

/** By its reasons; by the end of its log where it gave none. */
function describe({ action, run: { exitCode, outputs, log } }: NonNullable<Ended['failed']>): string {
  const why = outputs.reasons ?? JSON.stringify(log.replace(/^::(?:add-mask|debug)::.*\n/gm, '').slice(-300))
  return `${action} with exit code ${exitCode}, outcome ${outputs.outcome ?? '(none)'}: ${why}`
}
