import { request as octokit } from '@octokit/request'
import type { Parameters } from './github.ts'

/**
 * The URL of a route with its values. A value of `..` would make it another route, since a URL drops such segments, and an empty one would
 * name a collection instead of a member: both are refused.
 */
export function expandRoute(baseUrl: string, route: string, parameters: Parameters): URL {
  const [method = 'GET', template = '/'] = route.split(' ')
  const { url } = octokit.endpoint({ baseUrl, ...parameters, method: method as 'GET', url: template })
  const values = [...template.matchAll(/\{\+?(\w+)\}/g)].map(([, name = '']) => parameters[name])
  const path = url.replace(/^https?:\/\/[^/]*/, '').replace(/\?.*$/, '')
  if (values.some((value) => value === undefined || value === null || value === '') || /\/\.{1,2}(\/|$)/.test(path)) {
    throw new TypeError(`A value for the route ${route} is empty or a path of its own; it leads to ${JSON.stringify(path)}.`)
  }
  return new URL(url)
}
