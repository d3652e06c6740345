import { markdown } from '@mfe-gitops/action-kit'
import { type Change, type DeploymentRequest, requestId, showValue } from '@mfe-gitops/contract'

// GitHub's limits: https://docs.github.com/en/rest/pulls/pulls ; a longer body is answered with 422.
const longestTitle = 255
const longestBody = 65_536

/** A change of one value, marked with the id of its request where several are carried. */
export type MarkedChange = Change & { readonly request?: string }

/** Title and body of the pull request of these requests. Nothing in it mentions a person, closes an issue or forms a link of a sender's choosing. */
export function pullRequestText(
  requests: readonly DeploymentRequest[],
  changes: readonly MarkedChange[],
  runUrl: string,
): { title: string; body: string } {
  const [only] = requests
  const sections =
    only !== undefined && requests.length === 1
      ? [section(only, changes, runUrl)]
      : requests.map((request) => {
          const own = changes.filter((change) => change.request === requestId(request))
          return `## ${titleOf([request])}\n\n${section(request, own, runUrl)}`
        })
  return { title: titleOf(requests), body: fitBody(sections.join('\n')) }
}

function section(request: DeploymentRequest, changes: readonly Change[], runUrl: string): string {
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
  const shown = changed.length === 0 ? 'None.' : table(['Path', 'From', 'To', 'Line'], changed).markdown
  return [table(['', ''], rows).markdown, '', '### Changes', '', shown, ''].join('\n')
}

/** What a person reads in the list of pull requests. Every part has a closed grammar by now. */
export function titleOf(requests: readonly DeploymentRequest[]): string {
  const [only] = requests
  if (only === undefined || requests.length > 1) return `Carry out ${requests.length} deployment requests`
  const { type, mfe, version, environment } = only
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
