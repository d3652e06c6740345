import { isDeepStrictEqual } from 'node:util'
import {
  type DesiredCanary,
  type DesiredState,
  desiredStateFile,
  type GitopsConfig,
  type Parsed,
  parseDesiredState,
  type Reason,
  type Registration,
  reason,
} from '@mfe-gitops/contract'
import { editDesiredState } from './desired-state-edit.ts'
import type { DesiredStatePlan } from './plan.ts'

type Source = DesiredState['source']

/** What somebody wants of a canary: another version for some visitors, more of them, all of them, or none. */
export type CanaryWish =
  | { readonly kind: 'set'; readonly version: string; readonly percentage: number; readonly integrity: string; readonly source?: Source }
  | { readonly kind: 'raise'; readonly percentage: number }
  | { readonly kind: 'finish'; readonly source?: Source }
  | { readonly kind: 'abort' }

export interface CanaryQuestion {
  readonly wish: CanaryWish
  readonly mfe: string
  readonly environment: string
  readonly config: GitopsConfig
  readonly registration: Registration
  /** Text of the desired-state file on the base tip, null when there is none. */
  readonly text: string | null
}

/** What the desired-state file must say after this, as the text to commit. A wish that is fulfilled already changes nothing. */
export function planCanary({ wish, mfe, environment, config, registration, text }: CanaryQuestion): DesiredStatePlan {
  const { file, key } = desiredStateFile(config, { mfe, environment })
  const read = text === null ? { ok: true as const, value: null } : parseDesiredState(text, file, key)
  if (!read.ok) return { kind: 'refused', reasons: read.reasons }
  const previous = read.value
  if (text === null || previous === null) return refused(reason('desired-state-missing', { file }))
  const next = fulfil(previous, wish, registration.artifact)
  if (!next.ok) return { kind: 'refused', reasons: next.reasons.map((found) => ({ ...found, file })) }
  if (next.value === null) return { kind: 'unchanged', file, desired: previous }
  const desired = { ...next.value, generation: previous.generation + 1 }
  const edited = editDesiredState({ file, key, text }, previous, desired)
  if (!edited.ok) return { kind: 'refused', reasons: edited.reasons }
  // The schema is the one place that says which versions and percentages there are.
  const proof = parseDesiredState(edited.value.text, file, key)
  return proof.ok ? { kind: 'change', file, ...edited.value, desired, previous } : { kind: 'refused', reasons: proof.reasons }
}

function refused(...reasons: Reason[]): DesiredStatePlan {
  return { kind: 'refused', reasons }
}

type Next = Parsed<DesiredState | null>

const refuse = (...reasons: Reason[]): Next => ({ ok: false, reasons })

function fulfil(previous: DesiredState, wish: CanaryWish, artifact: Registration['artifact']): Next {
  const { canary, ...state } = previous
  if (wish.kind === 'set') return setCanary(previous, wish, artifact)
  if (!canary) return wish.kind === 'abort' ? { ok: true, value: null } : refuse(reason('canary-missing', { field: 'canary' }))
  if (wish.kind === 'abort') return { ok: true, value: state }
  if (wish.kind === 'finish') return finishCanary(state, canary, wish.source)
  if (wish.percentage === canary.percentage) return { ok: true, value: null }
  if (wish.percentage > canary.percentage) return { ok: true, value: { ...state, canary: { ...canary, percentage: wish.percentage } } }
  const allowed = `more than ${canary.percentage}`
  return refuse(reason('canary-not-raised', { field: 'canary.percentage', seen: wish.percentage, allowed }))
}

function setCanary(
  { canary, ...state }: DesiredState,
  { version, percentage, integrity, source }: Extract<CanaryWish, { kind: 'set' }>,
  { source: kind, name }: Registration['artifact'],
): Next {
  const field = 'canary.version'
  if (version === state.version) return refuse(reason('canary-is-live', { field, seen: version }))
  if (canary && canary.version !== version) return refuse(reason('canary-running', { field, seen: version, allowed: canary.version }))
  if (canary && canary.artifact.integrity !== integrity) {
    const place = 'canary.artifact.integrity'
    return refuse(reason('integrity-mismatch', { field: place, seen: canary.artifact.integrity, allowed: integrity }))
  }
  const origin = source ?? canary?.source
  const set = { version, percentage, artifact: { source: kind, name, integrity }, ...(origin === undefined ? {} : { source: origin }) }
  return { ok: true, value: isSame(set, canary) ? null : { ...state, canary: set } }
}

// The maps of a YAML file have no prototype, ours have one.
function isSame(one: DesiredCanary, other: DesiredCanary | undefined): boolean {
  return isDeepStrictEqual(structuredClone(one), structuredClone(other))
}

/** Everybody gets the canary. The state names the commit that its version was built from, so that must be known by now. */
function finishCanary(state: DesiredState, { version, artifact, source: known }: DesiredCanary, given: Source | undefined): Next {
  const source = given ?? known
  if (!source) return refuse(reason('canary-source-missing', { field: 'canary.source' }))
  return { ok: true, value: { ...state, version, artifact, source } }
}
