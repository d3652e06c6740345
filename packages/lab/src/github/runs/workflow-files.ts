import { parse } from 'yaml'
import type { Repository, WorkflowRecord } from '../records.ts'
import type { World } from '../world.ts'
import { timestamp } from '../world.ts'

export interface DispatchInput {
  readonly name: string
  readonly required: boolean
  readonly hasDefault: boolean
  readonly type: string
  readonly options: readonly string[]
}
export interface WorkflowFile {
  readonly record: WorkflowRecord
  readonly name: string
  /** Inputs of workflow_dispatch, or null when the file is not started by it. */
  readonly dispatchInputs: readonly DispatchInput[] | null
}

const folder = '.github/workflows'

/** Workflows of one commit; GitHub lists those of the default branch. */
export async function workflowFiles(world: World, repository: Repository, ref = repository.defaultBranch): Promise<WorkflowFile[]> {
  const entries = (await repository.git.tree(`${ref}:${folder}`)) ?? []
  const names = entries.filter(({ name, type }) => type === 'blob' && /\.ya?ml$/.test(name)).map(({ name }) => name)
  return Promise.all(names.map((name) => readWorkflow(world, repository, { ref, path: `${folder}/${name}` })))
}

async function readWorkflow(world: World, repository: Repository, { ref, path }: { ref: string; path: string }): Promise<WorkflowFile> {
  const source = (await repository.git.object(`${ref}:${path}`))?.content.toString() ?? ''
  const { name, on } = parseWorkflow(source)
  return { record: workflowRecord(world, repository, path), name: name ?? path, dispatchInputs: dispatchInputs(on) }
}

/** The record of a workflow file: it gets its id when it is first seen and keeps it. */
export function workflowRecord(world: World, repository: Repository, path: string): WorkflowRecord {
  const known = repository.workflows.get(path)
  if (known) return known
  const record: WorkflowRecord = { id: world.nextId('workflow'), path, state: 'active', createdAt: timestamp(world) }
  repository.workflows.set(path, record)
  return record
}

/** A file that is no YAML is a workflow without a name and without triggers, as on GitHub. */
function parseWorkflow(source: string): { name?: string; on?: unknown } {
  try {
    const parsed: unknown = parse(source)
    if (typeof parsed !== 'object' || parsed === null) return {}
    const { name, on } = parsed as Record<string, unknown>
    return { ...(typeof name === 'string' ? { name } : {}), on }
  } catch {
    return {}
  }
}

function dispatchInputs(on: unknown): DispatchInput[] | null {
  if (on === 'workflow_dispatch') return []
  if (Array.isArray(on)) return on.includes('workflow_dispatch') ? [] : null
  if (typeof on !== 'object' || on === null || !('workflow_dispatch' in on)) return null
  const inputs = (on.workflow_dispatch as { inputs?: Record<string, Record<string, unknown>> } | null)?.inputs ?? {}
  return Object.entries(inputs).map(([name, input]) => ({
    name,
    required: input?.required === true,
    hasDefault: input?.default !== undefined,
    type: String(input?.type ?? 'string'),
    options: Array.isArray(input?.options) ? input.options.map(String) : [],
  }))
}
