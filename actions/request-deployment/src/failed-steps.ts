import { GitHubError, listAnnotations } from '@mfe-gitops/github'
import type { ConfigRepository } from './config-repository.ts'
import type { JobView } from './run-view.ts'

const maxJobs = 5
const maxMessages = 5

/** What failed in a run, a sentence each: the steps, and what they said in annotations. For a run that left no receipt. */
export async function describeFailures(config: ConfigRepository, jobs: readonly JobView[]): Promise<readonly string[]> {
  const failures: string[] = []
  for (const job of jobs.filter(hasFailed).slice(0, maxJobs)) {
    const steps = job.steps.filter(hasFailed).map(({ name }) => `"${name}"`)
    failures.push(`job "${job.name}" ended as ${job.conclusion}${steps.length > 0 ? ` in step ${steps.join(', ')}` : ''}`)
    failures.push(...(await annotationsOf(config, job)))
  }
  return failures
}

function hasFailed({ conclusion }: { readonly conclusion: string | null }): boolean {
  return conclusion !== null && conclusion !== 'success' && conclusion !== 'skipped' && conclusion !== 'neutral'
}

async function annotationsOf(config: ConfigRepository, job: JobView): Promise<string[]> {
  try {
    const annotations = await listAnnotations(config.github, { ...config.name, jobId: job.id })
    return annotations
      .filter(({ level }) => level === 'failure')
      .slice(0, maxMessages)
      .map(({ title, message }) => (title ? `${title}: ${message}` : message))
  } catch (error) {
    // Annotations are a courtesy; reading them needs checks: read, which the token need not have.
    if (error instanceof GitHubError) return []
    throw error
  }
}
