import { type Change, type Edit, editYaml, type JsonValue } from '@mfe-gitops/config-edit'
import {
  type DeploymentRequest,
  type DesiredState,
  desiredStateFile,
  type GitopsConfig,
  parseDesiredState,
  parseInvalidationKeys,
  type Reason,
  type Registration,
  reason,
  requestId,
} from '@mfe-gitops/contract'
import { LineCounter, type Node, parseDocument, stringify } from 'yaml'

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

/** What the desired-state file must say after this request, as the text to commit: a pure function, so that the check can derive it again. */
export function planDesiredState(question: DesiredStateQuestion): DesiredStatePlan {
  const { request, config, text } = question
  const { file, key } = desiredStateFile(config, request)
  const parsed = text === null ? { ok: true as const, value: null } : parseDesiredState(text, file, key)
  if (!parsed.ok) return { kind: 'refused', reasons: parsed.reasons }
  const previous = parsed.value
  if (previous && (previous.request.id === requestId(request) || previous.version === request.version)) {
    return { kind: 'unchanged', file, desired: previous }
  }
  const keys = invalidationKeys(question)
  if (!keys.ok) return { kind: 'refused', reasons: keys.reasons }
  const desired = desiredState(question, keys.value, (previous?.generation ?? 0) + 1)
  const edits = previous ? leafEdits(key, desired) : [{ path: key, value: desired as unknown as JsonValue }]
  if (text === null && key.length === 0) {
    return { kind: 'change', file, ...firstFile(desired), desired, previous }
  }
  const edited = editYaml(text ?? '', edits)
  if (!edited.ok) {
    const refusal = reason('edit-refused', { field: `${file}: ${edited.path}`, seen: edited.message })
    return { kind: 'refused', reasons: [refusal] }
  }
  return { kind: 'change', file, text: edited.text, changes: edited.changes, desired, previous }
}

function invalidationKeys({ request, registration }: DesiredStateQuestion) {
  const parsed = parseInvalidationKeys(request.cache_invalidation_keys)
  if (!parsed.ok) return parsed
  const fallback = registration.environments[request.environment]?.cacheInvalidationKeys ?? []
  return { ok: true as const, value: parsed.value.all.length > 0 ? parsed.value.all : fallback }
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

/** One edit for each leaf, so that comments and order inside the file stay as they are. */
function leafEdits(key: readonly string[], desired: DesiredState): Edit[] {
  return leaves(desired as unknown as JsonValue).map(({ path, value }) => ({ path: [...key, ...path], value }))
}

function leaves(value: JsonValue, path: string[] = []): { path: string[]; value: JsonValue }[] {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return [{ path, value }]
  return Object.entries(value).flatMap(([name, child]) => leaves(child, [...path, name]))
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
