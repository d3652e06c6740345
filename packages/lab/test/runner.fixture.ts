import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { App, GitHubServer, RunRecord } from '../src/github/index.ts'
import { startGitHub } from '../src/github/index.ts'
import { exportLibrary } from '../src/runner/library.ts'
import { type Runner, startRunner } from '../src/runner/runner.ts'
import { findTools } from '../src/runner/tools.ts'
import { sendRest } from '../src/scenario/rest-client.ts'
import { createWaiter, type WaitFor } from '../src/scenario/waiting.ts'

/** A GitHub and a runner with a library of a few lines, so that a test sees act and nothing else. */
export interface RunnerFixture extends AsyncDisposable {
  readonly github: GitHubServer
  readonly runner: Runner
  readonly token: string
  readonly app: App
  readonly lines: string[]
  readonly waitFor: WaitFor
  /** Creates `acme/site` with one workflow. */
  repository(workflow: string, files?: Record<string, string>): Promise<void>
  dispatch(payload: Record<string, unknown>, type?: string): Promise<void>
  rest(route: string, body?: unknown): ReturnType<typeof sendRest>
  /** The run after it has ended, and every event has been looked at. */
  finished(): Promise<RunRecord>
}

const greet = {
  'actions/greet/action.yml': `name: Greet
description: Greets.
inputs:
  name: { description: Whom., required: true }
outputs:
  greeting: { description: The greeting. }
runs: { using: node24, main: dist/index.js, post: dist/post.js }
`,
  'actions/greet/dist/index.js': `const fs = require('node:fs')
const greeting = 'hello ' + process.env.INPUT_NAME
fs.appendFileSync(process.env.GITHUB_OUTPUT, 'greeting=' + greeting + '\\n')
fs.appendFileSync(process.env.GITHUB_STEP_SUMMARY, '## ' + greeting + '\\n')
console.log('::notice title=greeted::' + greeting)
`,
  'actions/greet/dist/post.js': "console.log('bye')\n",
}

export async function startFixture(library: Record<string, string> = {}): Promise<RunnerFixture> {
  const directory = mkdtempSync(join(tmpdir(), 'lab-runner-'))
  for (const [path, text] of Object.entries({ ...greet, ...library })) {
    mkdirSync(dirname(join(directory, 'library', path)), { recursive: true })
    writeFileSync(join(directory, 'library', path), text)
  }
  const github = await startGitHub({ dataDir: join(directory, 'github') })
  github.createOrganization('acme')
  const { token } = github.createUser('octocat')
  const lines: string[] = []
  const runner = startRunner({
    github,
    tools: findTools(),
    library: exportLibrary({ root: join(directory, 'library'), repository: 'org/lib', refs: ['v1'], to: join(directory, 'exported') }),
    directory: join(directory, 'runs'),
    onLine: (line) => lines.push(line),
  })
  const app = await github.createApp({
    slug: 'robot',
    owner: 'acme',
    permissions: { contents: 'write', pull_requests: 'write', statuses: 'write', metadata: 'read' },
  })
  const waiter = createWaiter(github)
  const rest = (route: string, body?: unknown) => sendRest(github, route, body, token)
  return {
    ...{ github, runner, token, app, lines, rest, waitFor: waiter.waitFor },
    repository: async (workflow, files = {}) => {
      await github.createRepository('acme/site', { files: { '.github/workflows/on.yml': workflow, 'README.md': '# site\n', ...files } })
    },
    dispatch: async (payload, type = 'go') => {
      const { status } = await rest('POST /repos/acme/site/dispatches', { event_type: type, client_payload: payload })
      if (status !== 204) throw new Error(`dispatch answered ${status}`)
    },
    finished: async () => {
      await runner.idle()
      const run = github.runs.list('acme/site').at(-1)
      if (run === undefined) throw new Error('no run was started')
      return run
    },
    [Symbol.asyncDispose]: async () => {
      waiter.close()
      await runner.close()
      await github.close()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

/** Job names to conclusions, in order. */
export function conclusions(run: RunRecord): Record<string, string | null> {
  return Object.fromEntries(run.jobs.map(({ name, conclusion }) => [name, conclusion]))
}

/** Step names to conclusions of one job. */
export function stepConclusions(run: RunRecord, job: string): Record<string, string | null> {
  const steps = run.jobs.find(({ name }) => name === job)?.steps ?? []
  return Object.fromEntries(steps.map(({ name, conclusion }) => [name, conclusion]))
}
