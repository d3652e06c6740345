import type { Log, Ports } from '@mfe-gitops/action-kit'
import type { GitHub, Repository } from '@mfe-gitops/github'

/** The config repository as this step sees it: with one token, until the job is cancelled. */
export interface ConfigRepository {
  readonly github: GitHub
  readonly name: Repository
  readonly log: Log
  readonly signal: AbortSignal
  /** Requests so far that were answered by 304, which GitHub does not count. */
  unchanged: number
  now(): number
  /** Ends early, by an error, when the job is cancelled. */
  sleep(ms: number): Promise<void>
}

export function openConfigRepository(
  ports: Ports,
  { token, config }: { token: string; config: Repository },
  signal: AbortSignal,
): ConfigRepository {
  return {
    github: ports.github(token),
    name: config,
    log: ports.log,
    signal,
    unchanged: 0,
    now: ports.now,
    sleep: (ms) => ports.sleep(ms, signal),
  }
}
