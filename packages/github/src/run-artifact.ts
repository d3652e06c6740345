import { required } from './field.ts'
import type { GitHub, Repository } from './github.ts'

/** The run that uploaded an artifact, as far as a listing tells. */
export interface ArtifactOrigin {
  readonly runId: number
  readonly branch: string | null
  /** True for a run of the repository's own commits, false for one of a fork. */
  readonly isOwn: boolean
}

export interface RunArtifact {
  readonly id: number
  readonly name: string
  readonly size: number
  readonly expired: boolean
  readonly createdAt: string | null
}

interface ArtifactNode {
  id: number
  name: string
  size_in_bytes: number
  expired: boolean
  created_at: string | null
  workflow_run?: { id?: number; head_branch?: string | null; repository_id?: number; head_repository_id?: number } | null
}

/** The artifacts of a run, newest first; a re-run adds another of the same name. */
export async function listRunArtifacts(
  github: GitHub,
  wanted: Repository & { readonly runId: number; readonly name?: string | undefined },
): Promise<RunArtifact[]> {
  const { owner, repo, runId, name } = wanted
  const parameters = { owner, repo, run_id: runId, per_page: 100, ...(name === undefined ? {} : { name }) }
  const { data } = await github.request<{ artifacts: ArtifactNode[] }>(
    'GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts',
    parameters,
  )
  return required(data.artifacts, 'list of artifacts')
    .filter((node) => name === undefined || node.name === name)
    .map(toArtifact)
    .sort((a, b) => b.id - a.id)
}

/** The newest 100 artifacts of one name in all runs of a repository, newest first. */
export async function listArtifacts(
  github: GitHub,
  { owner, repo, name }: Repository & { readonly name: string },
): Promise<(RunArtifact & { readonly origin: ArtifactOrigin })[]> {
  const { data } = await github.request<{ artifacts: ArtifactNode[] }>('GET /repos/{owner}/{repo}/actions/artifacts', {
    owner,
    repo,
    name,
    per_page: 100,
  })
  return required(data.artifacts, 'list of artifacts')
    .flatMap((node) => {
      const run = node.workflow_run
      if (node.name !== name || run?.id === undefined) return []
      const isOwn = run.repository_id !== undefined && run.repository_id === run.head_repository_id
      return [{ ...toArtifact(node), origin: { runId: run.id, branch: run.head_branch ?? null, isOwn } }]
    })
    .sort((a, b) => b.id - a.id)
}

function toArtifact(node: ArtifactNode): RunArtifact {
  return { id: node.id, name: node.name, size: node.size_in_bytes, expired: node.expired, createdAt: node.created_at }
}

/** The zip file of an artifact. */
export function downloadArtifact(
  github: GitHub,
  wanted: Repository & { readonly artifactId: number; readonly maxBytes?: number },
): Promise<Uint8Array> {
  const { owner, repo, artifactId, maxBytes = 10 * 1024 * 1024 } = wanted
  return github.download(
    'GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/zip',
    { owner, repo, artifact_id: artifactId },
    { maxBytes },
  )
}
