import type { Change, JsonValue } from '@mfe-gitops/config-edit'
import {
  type DeploymentRequest,
  type DesiredState,
  desiredStateFile,
  type GitopsConfig,
  keysToInvalidate,
  parseDesiredState,
  type Reason,
  type Registration,
  requestId,
} from '@mfe-gitops/contract'
import { LineCounter, type Node, parseDocument, stringify } from 'yaml'
import { editDesiredState, leaves } from './desired-state-edit.ts'

export interface DesiredStateQuestion {
  readonly request: DeploymentRequest
  readonly config: GitopsConfig
  readonly registration: Registration
  /** Text of the desired-state file on the base tip, null when there is none. */
  readonly text: string | null
  /** Digest of the artifact, resolved in the registry. */
  readonly integrity: string
}

export type DesiredStatePlan =
  | { kind: 'unchanged'; file: string; desired: DesiredState }
  | { kind: 'change'; file: string; text: string; changes: Change[]; desired: DesiredState; previous: DesiredState | null }
  | { kind: 'refused'; reasons: Reason[] }

/**
 * What the desired-state file must say after this request, as the text to commit: a pure function, so that the check can derive it again. A change
 * of the version ends a canary; with its own version that finishes it.
 */
export function planDesiredState(question: DesiredStateQuestion): DesiredStatePlan {
  const { request, config, text } = question
  const { file, key } = desiredStateFile(config, request)
  const parsed = text === null ? { ok: true as const, value: null } : parseDesiredState(text, file, key)
  if (!parsed.ok) return { kind: 'refused', reasons: parsed.reasons }
  const previous = parsed.value
  if (previous && (previous.request.id === requestId(request) || previous.version === request.version)) {
    return { kind: 'unchanged', file, desired: previous }
  }
  const keys = keysToInvalidate(request, question.registration)
  if (!keys.ok) return { kind: 'refused', reasons: keys.reasons }
  const desired = desiredState(question, keys.value, (previous?.generation ?? 0) + 1)
  if (text === null && key.length === 0) {
    return { kind: 'change', file, ...firstFile(desired), desired, previous }
  }
  const edited = editDesiredState({ file, key, text: text ?? '' }, previous, desired)
  return edited.ok ? { kind: 'change', file, ...edited.value, desired, previous } : { kind: 'refused', reasons: edited.reasons }
}

function desiredState({ request, registration, integrity }: DesiredStateQuestion, keys: string[], generation: number): DesiredState {
  return {
    mfe: request.mfe,
    version: request.version,
    generation,
    artifact: { source: registration.artifact.source, name: registration.artifact.name, integrity },
    source: { repository: request.repository, ref: request.ref, sha: request.sha },
    cacheInvalidationKeys: keys,
    request: { id: requestId(request), type: request.type, user: request.user, timestamp: request.timestamp },
  }
}

const heading = '# Deployed by pull request. Comments, order and blank lines in this file survive every deployment.\n'

/** A first deployment has no file to edit: write one. */
function firstFile(desired: DesiredState): { text: string; changes: Change[] } {
  const text = heading + stringify(desired)
  const lineCounter = new LineCounter()
  const document = parseDocument(text, { lineCounter })
  const changes = leaves(desired as unknown as JsonValue).map(({ path, value }) => {
    const node = document.getIn(path, true) as Node
    return { path: path.join('.'), from: null, to: value, line: lineCounter.linePos(node.range?.[0] ?? 0).line }
  })
  return { text, changes }
}
