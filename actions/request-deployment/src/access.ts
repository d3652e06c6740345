import { ActionError } from '@mfe-gitops/action-kit'
import { answerMessage, GitHubError, isActionsDisabled } from '@mfe-gitops/github'
import type { ConfigRepository } from './config-repository.ts'

/**
 * Makes sure, before anything is sent, that this token can see what becomes of the request. Answers how far GitHub's clock is ahead of
 * ours in milliseconds: runs are dated by GitHub's.
 */
export async function probeRuns(config: ConfigRepository): Promise<number> {
  const { github, name, signal } = config
  try {
    const answer = await github.request('GET /repos/{owner}/{repo}/actions/runs', { ...name, per_page: 1 }, { signal })
    const date = Date.parse(answer.headers.date ?? '')
    return Number.isNaN(date) ? 0 : date - config.now()
  } catch (error) {
    throw await explainUnreadableRuns(config, error)
  }
}

async function explainUnreadableRuns(config: ConfigRepository, error: unknown): Promise<unknown> {
  if (isActionsDisabled(error)) return actionsDisabled(config, error)
  if (!(error instanceof GitHubError)) return error
  if (error.status === 401) return invalidToken(config, error)
  if (error.status !== 403 && error.status !== 404) return error
  return (await isVisible(config)) ? cannotReadRuns(config, error) : invisible(config, error)
}

async function isVisible({ github, name, signal }: ConfigRepository): Promise<boolean> {
  try {
    await github.request('GET /repos/{owner}/{repo}', { ...name }, { signal })
    return true
  } catch (error) {
    if (error instanceof GitHubError && (error.status === 403 || error.status === 404)) return false
    throw error
  }
}

export function fullName({ name }: Pick<ConfigRepository, 'name'>): string {
  return `${name.owner}/${name.repo}`
}

function cannotReadRuns(config: ConfigRepository, cause: GitHubError): ActionError {
  const message = `The token sees ${fullName(config)} but may not read its workflow runs (${said(cause)}), so the request was not sent. Give it actions: read, or set "wait-for" to nothing.`
  return new ActionError('token-cannot-read-runs', message, { cause })
}

/** What to say when the token can no longer read runs while we follow one; after an hour an App token has expired. */
export function lostAccess(config: ConfigRepository, cause: GitHubError): ActionError {
  const message = `The token stopped being able to read the runs of ${fullName(config)} (${said(cause)}). An App token lives for one hour: wait for less, or check that nobody revoked it. The deployment goes on.`
  return new ActionError('token-cannot-read-runs', message, { cause })
}

function invisible(config: ConfigRepository, cause: GitHubError): ActionError {
  const message = `The token does not see ${fullName(config)} (${said(cause)}). Check the name, and that the App is installed there or the token covers it; a job's own token reaches its own repository only.`
  return new ActionError('token-cannot-dispatch', message, { cause })
}

/** 401: neither permissions nor names matter. */
export function invalidToken(config: ConfigRepository, cause: GitHubError): ActionError {
  const message = `GitHub does not accept the token for ${fullName(config)} (${said(cause)}). It may have expired or been revoked; create it in a step right before this one.`
  return new ActionError('token-cannot-dispatch', message, { cause })
}

export function actionsDisabled(config: ConfigRepository, cause?: unknown): ActionError {
  const message = `GitHub Actions, or its deploy workflow, is disabled in ${fullName(config)}, so no run can take the request. Enable it in the repository's Actions settings.`
  return new ActionError('actions-disabled', message, { cause })
}

/** GitHub's own sentence with the status, for messages. */
export function said(error: GitHubError): string {
  const message = answerMessage(error.body)
  return message === '' ? `HTTP ${error.status}` : `HTTP ${error.status}: ${message.slice(0, 300)}`
}
