import { createHash } from 'node:crypto'
import { markdown } from '@mfe-gitops/action-kit'
import { fitTitle } from '@mfe-gitops/change'
import type { CanaryWish, DesiredStatePlan } from '@mfe-gitops/config-repository'
import { showValue } from '@mfe-gitops/contract'
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff'
import type { Subject } from '../config-view.ts'

/** A change of a canary that was planned. */
export type CanaryChange = Extract<DesiredStatePlan, { kind: 'change' }>

/** What a person reads in the list of pull requests and in the log of commits. */
export function titleOf(wish: CanaryWish, { mfe, environment }: Subject, { previous, desired }: CanaryChange): string {
  const { version, percentage } = desired.canary ?? previous?.canary ?? { version: desired.version, percentage: 0 }
  const titles: Record<CanaryWish['kind'], string> = {
    set: `Give ${mfe} ${version} to ${percentage} of 100 visitors in ${environment}`,
    raise: `Give ${mfe} ${version} to ${percentage} of 100 visitors in ${environment}`,
    finish: `Finish the canary: ${mfe} ${version} for everybody in ${environment}`,
    abort: `Abort the canary ${mfe} ${version} in ${environment}`,
  }
  return fitTitle(titles[wish.kind])
}

/** The body of the pull request: what changes, line by line, and what becomes of it. */
export function bodyOf({ file, changes, desired }: CanaryChange): string {
  const { code, table } = markdown
  const rows = changes.map(({ path, from, to, line }) => [code(path), code(showValue(from)), code(showValue(to)), String(line)])
  const canary = desired.canary
  const rest = canary === undefined ? 'every visitor' : `${100 - canary.percentage} of 100 visitors`
  return [
    `Generation ${desired.generation} of ${code(file).markdown}: ${code(desired.version).markdown} for ${rest}${canary === undefined ? '' : `, ${code(canary.version).markdown} for ${canary.percentage}`}.`,
    '',
    table(['Path', 'From', 'To', 'Line'], rows).markdown,
    '',
  ].join('\n')
}

/** The branch of a change. The same change of the same state has the same branch, so that a repeat finds what the first try left. */
export function branchOf({ mfe, environment }: Subject, { desired }: Pick<CanaryChange, 'desired'>): string {
  const digest = createHash('sha256').update(JSON.stringify(desired)).digest('hex')
  return `canary/${environment}/${mfe}/${digest.slice(0, 12)}`
}

/** The change as `diff -u` shows it. */
export function diffOf(before: string, { file, text }: Pick<CanaryChange, 'file' | 'text'>): string {
  return createTwoFilesPatch(`a/${file}`, `b/${file}`, before, text, undefined, undefined, { headerOptions: FILE_HEADERS_ONLY, context: 3 })
}
