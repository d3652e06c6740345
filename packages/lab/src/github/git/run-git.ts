import { spawn } from 'node:child_process'

export interface GitResult {
  readonly code: number
  readonly stdout: Buffer
  readonly stderr: string
}

/** A git command that ended with another code than 0. */
class GitError extends Error {
  readonly result: GitResult
  constructor(args: readonly string[], result: GitResult) {
    super(`git ${args.slice(0, 3).join(' ')} ended with ${result.code}: ${result.stderr.trim()}`)
    this.result = result
  }
}

/** Only what git needs: neither the user's configuration nor a hook or GIT_* variable of theirs may change what the lab does. */
export const gitEnvironment: Record<string, string> = {
  PATH: process.env.PATH ?? '/usr/bin:/bin',
  HOME: '/nonexistent',
  LC_ALL: 'C',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
}

export interface GitCall {
  readonly gitDir?: string
  readonly input?: string | Uint8Array
  readonly env?: Readonly<Record<string, string>>
}

/** Runs git once and answers whatever it said; never through a shell. */
export function tryGit(args: readonly string[], call: GitCall = {}): Promise<GitResult> {
  return new Promise((resolve, reject) => {
    const full = call.gitDir ? ['--git-dir', call.gitDir, ...args] : [...args]
    const child = spawn('git', full, { env: { ...gitEnvironment, ...call.env }, stdio: ['pipe', 'pipe', 'pipe'] })
    const stdout: Buffer[] = []
    const stderr: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code: code ?? 128, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString() }))
    // git may stop reading early (a refused update); the exit code tells, not the broken pipe.
    child.stdin.on('error', () => undefined)
    child.stdin.end(call.input ?? '')
  })
}

/** Runs git once and answers what it printed, without the last line end. */
export async function git(args: readonly string[], call: GitCall = {}): Promise<string> {
  const result = await tryGit(args, call)
  if (result.code !== 0) throw new GitError(args, result)
  return result.stdout.toString().replace(/\n$/, '')
}
