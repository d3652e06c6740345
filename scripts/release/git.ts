import { spawnSync } from 'node:child_process'
import { ReleaseError } from './release-error.ts'

export interface GitOptions {
  readonly input?: string
  readonly env?: Readonly<Record<string, string>>
}

/** Git in one repository: arguments in, trimmed output out; never a shell, never a prompt. */
export type Git = (args: readonly string[], options?: GitOptions) => string

export function openGit(directory: string, environment: Readonly<Record<string, string>> = {}): Git {
  return (args, { input = '', env = {} } = {}) => {
    const { status, stdout, stderr, error } = spawnSync('git', ['-C', directory, ...args], {
      encoding: 'utf8',
      input,
      env: { ...process.env, GIT_TERMINAL_PROMPT: '0', ...environment, ...env },
      maxBuffer: 256 * 1024 * 1024,
    })
    if (status !== 0) throw new ReleaseError([`git ${args[0]} failed: ${(error?.message ?? stderr).trim()}`])
    return stdout.trimEnd()
  }
}
