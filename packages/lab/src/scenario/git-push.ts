import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import type { GitHubServer } from '../github/types.ts'

export interface Push {
  readonly message: string
  /** Path to content; null deletes. */
  readonly files: Readonly<Record<string, string | Uint8Array | null>>
  /** Default `main`. */
  readonly branch?: string
  /** Login and token of who pushes. */
  readonly as: { readonly login: string; readonly token: string }
}

/** Clones, commits and pushes with git itself, over HTTP, as a developer does. Answers the new commit; throws with git's words when it is refused. */
export async function pushFiles(
  github: GitHubServer,
  repository: string,
  directory: string,
  { message, files, branch = 'main', as }: Push,
): Promise<string> {
  await mkdir(directory, { recursive: true })
  const clone = await mkdtemp(join(directory, 'push-'))
  const identity = {
    GIT_AUTHOR_NAME: as.login,
    GIT_AUTHOR_EMAIL: `${as.login}@example.com`,
    GIT_COMMITTER_NAME: as.login,
    GIT_COMMITTER_EMAIL: `${as.login}@example.com`,
  }
  const authorization = `Authorization: Basic ${Buffer.from(`${as.login}:${as.token}`).toString('base64')}`
  const run = promisify(execFile)
  const git = async (...args: string[]) =>
    (
      await run('git', ['-c', `http.extraHeader=${authorization}`, ...args], { cwd: clone, env: { ...gitEnvironment, ...identity } })
    ).stdout.trim()
  try {
    await git('clone', '--quiet', '--depth', '1', `http://127.0.0.1:${github.port}/${repository}.git`, '.')
    await git('checkout', '--quiet', '-B', branch)
    for (const [path, content] of Object.entries(files)) await writeOrDelete(join(clone, path), content)
    await git('add', '--all')
    await git('commit', '--quiet', '--message', message)
    await git('push', '--quiet', 'origin', branch)
    return await git('rev-parse', 'HEAD')
  } catch (error) {
    const said = (error as { stderr?: string }).stderr?.trim()
    throw new Error(`git refused to push to ${repository}: ${said ?? String(error)}`, { cause: error })
  } finally {
    await rm(clone, { recursive: true, force: true })
  }
}

const gitEnvironment = {
  PATH: process.env.PATH ?? '/usr/bin:/bin',
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
  LC_ALL: 'C',
}

async function writeOrDelete(file: string, content: string | Uint8Array | null): Promise<void> {
  if (content === null) return rm(file, { force: true })
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, content)
}
