import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'
import { promisify } from 'node:util'
import { gitEnvironment } from '../github/git/run-git.ts'
import type { GitHubServer } from '../github/types.ts'

export interface Push {
  readonly message: string
  /** Path to content; null deletes. */
  readonly files: Readonly<Record<string, string | Uint8Array | null>>
  /** Default: the default branch. One that is not there yet starts at the default branch. */
  readonly branch?: string
  /** Login and token of who pushes. */
  readonly as: { readonly login: string; readonly token: string }
}

/** Clones, commits and pushes with git itself, over HTTP, as a developer does. Answers the new commit; throws with git's words when it is refused. */
export async function pushFiles(
  github: GitHubServer,
  repository: string,
  directory: string,
  { message, files, branch, as }: Push,
): Promise<string> {
  await mkdir(directory, { recursive: true })
  const clone = await mkdtemp(join(directory, 'push-'))
  const identity = {
    GIT_AUTHOR_NAME: as.login,
    GIT_AUTHOR_EMAIL: `${as.login}@example.com`,
    GIT_COMMITTER_NAME: as.login,
    GIT_COMMITTER_EMAIL: `${as.login}@example.com`,
  }
  const target = branch ?? github.repository(repository).defaultBranch
  const isThere = (await github.branchHead(repository, target)) !== null
  const authorization = `Authorization: Basic ${Buffer.from(`${as.login}:${as.token}`).toString('base64')}`
  const run = promisify(execFile)
  const git = async (...args: string[]) =>
    (
      await run('git', ['-c', `http.extraHeader=${authorization}`, ...args], { cwd: clone, env: { ...gitEnvironment, ...identity } })
    ).stdout.trim()
  try {
    const from = isThere ? ['--branch', target] : []
    await git('clone', '--quiet', '--depth', '1', ...from, `http://127.0.0.1:${github.port}/${repository}.git`, '.')
    await git('checkout', '--quiet', '-B', target)
    for (const [path, content] of Object.entries(files)) await writeOrDelete(fileInside(clone, path), content)
    await git('add', '--all')
    await git('commit', '--quiet', '--message', message)
    await git('push', '--quiet', 'origin', target)
    return await git('rev-parse', 'HEAD')
  } catch (error) {
    const { stderr, stdout } = error as { stderr?: string; stdout?: string }
    throw new Error(`git refused to push to ${repository}: ${stderr?.trim() || stdout?.trim() || String(error)}`, { cause: error })
  } finally {
    await rm(clone, { recursive: true, force: true })
  }
}

function fileInside(folder: string, path: string): string {
  const file = join(folder, path)
  if (file.startsWith(folder + sep) && !file.startsWith(join(folder, '.git') + sep)) return file
  throw new Error(`${JSON.stringify(path)} is not a path of a file in a repository.`)
}

async function writeOrDelete(file: string, content: string | Uint8Array | null): Promise<void> {
  if (content === null) return rm(file, { force: true })
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, content)
}
