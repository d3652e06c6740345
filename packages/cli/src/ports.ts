import { setTimeout as wait } from 'node:timers/promises'
import { ActionError, printable, readContext } from '@mfe-gitops/action-kit'
import { httpUrl, showValue } from '@mfe-gitops/contract'
import { createGitHub, type GitHub } from '@mfe-gitops/github'

/** Everything that a command may touch of its process. */
export interface CliPorts {
  readonly env: Readonly<Record<string, string | undefined>>
  /** Where the user stands; relative paths among the arguments begin there. */
  readonly folder: string
  /** Milliseconds since 1970. */
  now(): number
  sleep(ms: number, signal?: AbortSignal): Promise<void>
  random(): number
  /** GitHub for a token, at the addresses that a job or GITHUB_API_URL names. */
  github(token: string): GitHub
  /** The result. */
  print(text: string): void
  /** What goes on meanwhile, and what went wrong: never mixed with the result. */
  say(line: string): void
}

/** The ports of this process. */
export function processPorts(env: CliPorts['env'] = process.env): CliPorts {
  const { apiUrl, graphqlUrl } = readContext({ ...env, GITHUB_GRAPHQL_URL: env.GITHUB_GRAPHQL_URL ?? graphqlOf(env.GITHUB_API_URL) })
  const sleep = (ms: number, signal?: AbortSignal) => wait(ms, undefined, signal === undefined ? {} : { signal })
  return {
    env,
    // `npm run` leaves the folder in which its user stands; the set-up tells which it was.
    folder: env.CALLERS_FOLDER ?? process.cwd(),
    now: Date.now,
    sleep,
    random: Math.random,
    github: (token) => createGitHub({ apiUrl: address(apiUrl), graphqlUrl, token, sleep }),
    print: (text) => void process.stdout.write(`${text}\n`),
    say: (line) => void process.stderr.write(`${printable(line)}\n`),
  }
}

function address(apiUrl: string): string {
  if (httpUrl(apiUrl) !== null) return apiUrl
  const message = `GITHUB_API_URL must be the address of an API, such as https://github.example.com/api/v3, not ${showValue(apiUrl)}.`
  throw new ActionError('input-invalid', message)
}

/** On GitHub Enterprise Server, which has its REST API at /api/v3 and GraphQL beside it. */
function graphqlOf(apiUrl: string | undefined): string | undefined {
  return apiUrl ? apiUrl.replace(/\/+$/, '').replace(/\/v3$/, '') + '/graphql' : undefined
}
