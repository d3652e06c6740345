import { servedFields } from '../graphql/served-fields.ts'
import { servedOperations } from '../rest/served-operations.ts'

const gitRoutes = ['git:info-refs', 'git:upload-pack', 'git:receive-pack']

/** Refuses the route of a fault that no request can ever have: a misspelt one would make a test green that proves nothing. */
export function checkFaultRoute(route: string): void {
  if (route === '*' || route === 'POST /graphql' || gitRoutes.includes(route)) return
  if (isServedRest(route)) return
  const fields = /^graphql:(.+)$/.exec(route)?.[1]?.split(',') ?? []
  if (fields.length > 0 && fields.every((field) => servedFields.includes(field))) return
  throw new Error(`No request of the lab has the route ${JSON.stringify(route)}. ${closest(route)}`)
}

function isServedRest(route: string): boolean {
  const [method, path] = route.split(' ')
  return servedOperations.some((served) => served === route || (method === '*' && served.split(' ')[1] === path))
}

function closest(route: string): string {
  if (route.startsWith('graphql:')) return `GraphQL fields that it serves: ${servedFields.join(', ')}.`
  if (route.startsWith('git:')) return `Write one of ${gitRoutes.join(', ')}.`
  const last = route.split('/').findLast((segment) => segment !== '' && !segment.startsWith('{')) ?? ''
  const similar = servedOperations.filter((served) => last !== '' && served.includes(last))
  return similar.length > 0
    ? `Write the template as GitHub's description has it: ${similar.join(', ')}.`
    : `Write *, "POST /graphql", a template of GitHub's description such as "POST /repos/{owner}/{repo}/pulls", graphql:<field> or git:<service>.`
}
