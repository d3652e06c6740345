import { markdown } from '@mfe-gitops/action-kit'
import { type Change, type DeploymentRequest, requestId, showValue } from '@mfe-gitops/contract'

// GitHub's limits: https://docs.github.com/en/rest/pulls/pulls ; a longer body is answered with 422.
const longestTitle = 255
const longestBody = 65_536

/** Title and body of a deployment's pull request. Nothing in it mentions a person, closes an issue or forms a link of the sender's choosing. */
export function pullRequestText(request: DeploymentRequest, changes: readonly Change[], runUrl: string): { title: string; body: string } {
  const { code, link, table } = markdown
  const rows = [
    ['MFE', code(request.mfe)],
    ['Version', code(request.version)],
    ['Environment', code(request.environment)],
    ['Requested by', code(request.user)],
    ['Source', code(`${request.repository}@${request.sha}`)],
    ['Ref', code(request.ref)],
    ['Requested at', code(request.timestamp)],
    ['Request id', code(requestId(request))],
    ['Run', link('config repository', runUrl)],
  ]
  const changed = changes.map(({ path, from, to, line }) => [code(path), code(showValue(from)), code(showValue(to)), String(line)])
  const body = [
    table(['', ''], rows).markdown,
    '',
    '### Changes',
    '',
    changed.length === 0 ? 'None.' : table(['Path', 'From', 'To', 'Line'], changed).markdown,
    '',
  ].join('\n')
  return { title: titleOf(request), body: fitBody(body) }
}

/** What a person reads in the list of pull requests. Every part has a closed grammar by now. */
export function titleOf({ type, mfe, version, environment }: DeploymentRequest): string {
  return fitTitle(
    type === 'rollback-mfe-trigger' ? `Roll back ${mfe} to ${version} in ${environment}` : `Deploy ${mfe} ${version} to ${environment}`,
  )
}

export function fitTitle(title: string): string {
  const characters = [...title.replace(/\s+/g, ' ').trim()]
  return characters.length <= longestTitle ? characters.join('') : `${characters.slice(0, longestTitle - 1).join('')}…`
}

export function fitBody(body: string): string {
  const note = '\n\n… cut to what GitHub takes.'
  if (body.length <= longestBody) return body
  // Cut between two lines, since half a code span would let out what it holds.
  const kept = body.slice(0, longestBody - note.length)
  return kept.slice(0, Math.max(0, kept.lastIndexOf('\n'))) + note
}
