import { required } from './field.ts'
import type { GitHub, Repository } from './github.ts'

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
    .map((node) => ({ id: node.id, name: node.name, size: node.size_in_bytes, expired: node.expired, createdAt: node.created_at }))
    .sort((a, b) => b.id - a.id)
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
