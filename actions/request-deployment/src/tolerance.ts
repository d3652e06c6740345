import { GitHubError } from '@mfe-gitops/github'
import { lostAccess } from './access.ts'
import type { ConfigRepository } from './config-repository.ts'

/** Goes on when GitHub is down or out of breath, which says nothing about the deployment; stops when the token has lost its access. */
export async function tolerant<T>(config: ConfigRepository, read: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof GitHubError) || config.signal.aborted) throw error
    if (error.status === 401 || error.code === 'github-forbidden') throw lostAccess(config, error)
    config.log.info(`GitHub gave no usable answer (${error.message}); trying again.`)
    return otherwise
  }
}
