import type { Need } from '../access/actor.ts'
import type { RestCall } from '../rest/rest-call.ts'
import type { Answer } from './answer.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export interface Route {
  /** `POST /repos/{owner}/{repo}/pulls`, word for word as GitHub's description has it. */
  readonly route: `${Method} /${string}`
  /** Any one of these is enough. Left out where the token is not asked for a permission of a repository. */
  readonly needs?: readonly Need[]
  /** It makes something that GitHub counts against the limit of content creation. */
  readonly creates?: true
  /**
   * `repository` (default): the repository of the path must be visible and `needs` be met. `token`: any valid credentials.
   * `app`: the JSON web token of an App. `open`: nobody is asked.
   */
  readonly access?: 'repository' | 'token' | 'app' | 'open'
  readonly answer: (call: RestCall) => Answer | Promise<Answer>
}

export interface MatchedRoute {
  readonly route: Route
  readonly params: Readonly<Record<string, string>>
}

/** Parameters whose values may hold slashes. */
const greedy = ['ref', 'path', 'basehead', 'branch']

export function compileRoutes(routes: readonly Route[]): (method: string, path: string) => MatchedRoute | null {
  const compiled = routes.map((route) => {
    const [method = '', template = ''] = route.route.split(' ')
    return { route, method, pattern: compileTemplate(template), names: [...template.matchAll(/\{(\w+)\}/g)].map((found) => found[1] ?? '') }
  })
  return (method, path) => {
    for (const one of compiled) {
      if (one.method !== method) continue
      const found = one.pattern.exec(path)
      if (!found) continue
      const values = found.slice(1).map(decode)
      if (values.includes(null)) return null
      return { route: one.route, params: Object.fromEntries(one.names.map((name, at) => [name, values[at] ?? ''])) }
    }
    return null
  }
}

function compileTemplate(template: string): RegExp {
  const source = template
    .split(/(\{\w+\})/)
    .map((part) => {
      const name = /^\{(\w+)\}$/.exec(part)?.[1]
      if (!name) return part.replace(/[.*+?^$()|[\]\\]/g, '\\$&')
      return greedy.includes(name) ? (name === 'path' ? '(.*)' : '(.+?)') : '([^/]+)'
    })
    .join('')
  return new RegExp(`^${source}/?$`)
}

function decode(value: string): string | null {
  try {
    return decodeURIComponent(value)
  } catch {
    return null
  }
}
