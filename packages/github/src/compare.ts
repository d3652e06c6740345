import { required } from './field.ts'
import type { GitHub, Repository } from './github.ts'

export interface ChangedFile {
  readonly path: string
  readonly previousPath: string | null
}

export interface Comparison {
  /** ahead, behind, diverged or identical: what `head` is, seen from `base`. */
  readonly status: string
  readonly files: readonly ChangedFile[]
  /** False when GitHub left files out, which it does above 300: the list must not be taken for the whole change then. */
  readonly isComplete: boolean
}

interface ComparisonNode {
  status: string
  files?: { filename: string; previous_filename?: string }[]
}

const mostFiles = 300

/** The difference between two commits. */
export async function compareCommits(
  github: GitHub,
  wanted: Repository & { readonly base: string; readonly head: string },
): Promise<Comparison> {
  const { owner, repo, base, head } = wanted
  const route = 'GET /repos/{owner}/{repo}/compare/{base}...{head}'
  const { data } = await github.request<ComparisonNode>(route, { owner, repo, base, head })
  const files = required(data.files, 'list of changed files')
  return {
    status: data.status,
    files: files.map((file) => ({ path: file.filename, previousPath: file.previous_filename ?? null })),
    isComplete: files.length < mostFiles,
  }
}
