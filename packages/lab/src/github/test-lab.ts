import { execFile } from 'node:child_process'
import { createPrivateKey } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { SignJWT } from 'jose'
import { gitEnvironment } from './git/run-git.ts'
import { startGitHub } from './start.ts'
import type { Account, App, GitHubOptions, GitHubServer, WebhookEvent } from './types.ts'

/** A lab with one organisation and one owner, for the tests of this folder. */
export interface TestLab {
  readonly github: GitHubServer
  readonly owner: Account & { readonly token: string }
  readonly events: WebhookEvent[]
  readonly folder: string
  rest(token: string | null, route: string, body?: unknown, headers?: Record<string, string>): Promise<RestAnswer>
  graphql(token: string, query: string, variables?: Record<string, unknown>): Promise<GraphQLAnswer>
  git(cwd: string, ...args: string[]): Promise<GitAnswer>
  /** Address of a repository with a token in it. */
  remote(fullName: string, token: string): string
  /** An installation token of an App, made the way create-github-app-token does. */
  appToken(app: App, installation: number, body?: unknown): Promise<string>
  close(): Promise<void>
}
// Tests look into answers whose shape is checked against the description of GitHub.
type Loose = ReturnType<typeof JSON.parse>
export interface RestAnswer {
  readonly status: number
  readonly headers: Headers
  readonly body: Loose
}
export interface GraphQLAnswer {
  readonly status: number
  readonly data: Loose
  readonly errors: { type?: string; path?: (string | number)[]; message: string }[]
}
export interface GitAnswer {
  readonly code: number
  readonly output: string
}

export async function startTestLab(options: Partial<GitHubOptions> = {}): Promise<TestLab> {
  const folder = await mkdtemp(join(tmpdir(), 'lab-github-'))
  const github = await startGitHub({ dataDir: join(folder, 'data'), ...options })
  const events: WebhookEvent[] = []
  github.on('webhook', (event) => events.push(event))
  github.createOrganization('acme')
  const owner = github.createUser('octocat')
  const rest = restClient(github)
  return {
    ...{ github, owner, events, folder, rest },
    graphql: graphqlClient(github),
    git: (cwd, ...args) => runGit(cwd, args),
    remote: (fullName, token) => `http://x-access-token:${token}@127.0.0.1:${github.port}/${fullName}`,
    async appToken(app, installation, body) {
      const answer = await rest(await appJwt(app), `POST /app/installations/${installation}/access_tokens`, body)
      if (answer.status !== 201) throw new Error(`No token: ${JSON.stringify(answer.body)}`)
      return answer.body.token
    },
    async close() {
      await github.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function restClient(github: GitHubServer): TestLab['rest'] {
  return async (token, route, body, headers = {}) => {
    const [method = 'GET', path = ''] = route.split(' ')
    const response = await fetch(`${github.apiUrl}${path}`, {
      method,
      redirect: 'manual',
      headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    return {
      status: response.status,
      headers: response.headers,
      body: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text,
    }
  }
}

function graphqlClient(github: GitHubServer): TestLab['graphql'] {
  return async (token, query, variables = {}) => {
    const response = await fetch(github.graphqlUrl, {
      method: 'POST',
      headers: { authorization: `bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    })
    const { data, errors } = (await response.json()) as { data: Loose; errors?: GraphQLAnswer['errors'] }
    return { status: response.status, data, errors: errors ?? [] }
  }
}

async function runGit(cwd: string, args: string[]): Promise<GitAnswer> {
  const person = ['-c', 'user.name=Octo Cat', '-c', 'user.email=octocat@users.noreply.github.com']
  try {
    const { stdout, stderr } = await promisify(execFile)('git', [...person, ...args], { cwd, env: gitEnvironment })
    return { code: 0, output: stdout + stderr }
  } catch (error) {
    const failed = error as { code: number; stdout: string; stderr: string }
    return { code: failed.code, output: failed.stdout + failed.stderr }
  }
}

export async function appJwt(app: App, change: { iat?: number; exp?: number; iss?: string } = {}): Promise<string> {
  const now = Math.floor(Date.now() / 1000)
  return new SignJWT({})
    .setProtectedHeader({ alg: 'RS256' })
    .setIssuer(change.iss ?? app.clientId)
    .setIssuedAt(change.iat ?? now - 30)
    .setExpirationTime(change.exp ?? now + 300)
    .sign(createPrivateKey(app.privateKey))
}
