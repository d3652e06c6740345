import { matchesPatterns } from './filter-pattern.ts'

/** What of an event decides which workflows it starts. */
export interface TriggerEvent {
  readonly name: string
  readonly action?: string | undefined
  /** Full form, `refs/heads/main`. */
  readonly ref: string
  /** Branch that a pull request goes to. */
  readonly baseRef?: string | undefined
  /** A push that deletes its branch starts nothing. */
  readonly deleted?: boolean
  /** workflow_dispatch: the one file that was asked for. */
  readonly workflowPath?: string | undefined
}

export interface TriggerQuestion {
  /** Path of the workflow file. */
  readonly path: string
  /** The value below `on`, as YAML gives it. */
  readonly on: unknown
  readonly event: TriggerEvent
  /** Asked for only when a `paths` filter needs it. */
  readonly changedFiles: () => readonly string[]
}

/** Activity types that start a workflow which names none, where that is not all of them. */
const defaultTypes: Record<string, readonly string[]> = {
  pull_request: ['opened', 'synchronize', 'reopened'],
  pull_request_target: ['opened', 'synchronize', 'reopened'],
  merge_group: ['checks_requested'],
}

/** Whether the event starts the workflow, by all its filters. act looks at the name of the event only. */
export function startsWorkflow({ path, on, event, changedFiles }: TriggerQuestion): boolean {
  const triggers = normalizeOn(on)
  const filter = triggers[event.name]
  if (filter === undefined) return false
  if (event.name === 'workflow_dispatch') return event.workflowPath === path
  if (event.deleted) return false
  return matchesType(filter, event) && matchesRef(filter, event) && matchesPaths(filter, event, changedFiles)
}

/** Every trigger of a workflow with its filters, whichever of the three ways it is written in. */
function normalizeOn(on: unknown): Record<string, Record<string, unknown>> {
  if (typeof on === 'string') return { [on]: {} }
  if (Array.isArray(on)) return Object.fromEntries(on.map((name) => [String(name), {}]))
  if (typeof on !== 'object' || on === null) return {}
  return Object.fromEntries(
    Object.entries(on).map(([name, filter]) => [
      name,
      typeof filter === 'object' && filter !== null ? (filter as Record<string, unknown>) : {},
    ]),
  )
}

function matchesType(filter: Record<string, unknown>, { name, action }: TriggerEvent): boolean {
  const types = listOf(filter.types) ?? defaultTypes[name]
  return types === undefined || (action !== undefined && types.includes(action))
}

function matchesRef(filter: Record<string, unknown>, event: TriggerEvent): boolean {
  if (event.name === 'pull_request' || event.name === 'pull_request_target') return matchesName(filter, 'branches', event.baseRef ?? '')
  if (event.name !== 'push') return true
  const [kind, name] = event.ref.startsWith('refs/tags/')
    ? (['tags', event.ref.slice(10)] as const)
    : (['branches', event.ref.slice(11)] as const)
  const other = kind === 'tags' ? 'branches' : 'tags'
  const hasOwn = hasFilter(filter, kind)
  if (!hasOwn && hasFilter(filter, other)) return false
  return matchesName(filter, kind, name)
}

function hasFilter(filter: Record<string, unknown>, kind: string): boolean {
  return filter[kind] !== undefined || filter[`${kind}-ignore`] !== undefined
}

function matchesName(filter: Record<string, unknown>, kind: string, name: string): boolean {
  const only = listOf(filter[kind])
  const ignored = listOf(filter[`${kind}-ignore`])
  if (only !== undefined && !matchesPatterns(name, only)) return false
  return ignored === undefined || !matchesPatterns(name, ignored)
}

function matchesPaths(filter: Record<string, unknown>, event: TriggerEvent, changedFiles: () => readonly string[]): boolean {
  if (event.ref.startsWith('refs/tags/')) return true
  const only = listOf(filter.paths)
  const ignored = listOf(filter['paths-ignore'])
  if (only !== undefined) return changedFiles().some((file) => matchesPatterns(file, only))
  return ignored === undefined || changedFiles().some((file) => !matchesPatterns(file, ignored))
}

function listOf(value: unknown): readonly string[] | undefined {
  if (value === undefined || value === null) return undefined
  return Array.isArray(value) ? value.map(String) : [String(value)]
}
