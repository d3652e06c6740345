import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Git, openGit } from './git.ts'
import { ReleaseError } from './release-error.ts'
import { releaseTags } from './tags.ts'

export interface ReleasePush {
  /** Bare repository or git bundle that holds the release. */
  readonly from: string
  readonly version: string
  /** URL or folder. */
  readonly remote: string
  /** Commit that the release must have been made of; checked when given. */
  readonly source?: string | undefined
  /** Sent to the remote's host alone, and kept out of every command line. */
  readonly token?: string | undefined
}

/** Pushes a release in one step: the exact tag must be new there, the moving one moves only from where it was seen. */
export function pushRelease({ from, version, remote, source, token }: ReleasePush): void {
  const { exact, moving } = releaseTags(version)
  const folder = mkdtempSync(join(tmpdir(), 'push-'))
  try {
    openGit('.')(['clone', '--quiet', '--bare', from, join(folder, 'release.git')])
    const git = openGit(join(folder, 'release.git'), credential(remote, token))
    checkSource(git, exact, source)
    const seen = remoteTags(git, remote)
    if (seen.has(exact)) throw new ReleaseError([`The remote already has ${exact}. A released version never changes: choose the next one.`])
    const lease = moving === null ? [] : [`--force-with-lease=refs/tags/${moving}:${seen.get(moving) ?? ''}`]
    const refs = [exact, ...(moving === null ? [] : [moving])].map((name) => `refs/tags/${name}:refs/tags/${name}`)
    git(['push', '--quiet', '--atomic', ...lease, remote, ...refs])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function checkSource(git: Git, tag: string, source: string | undefined): void {
  const seen = git(['rev-parse', '--verify', `refs/tags/${tag}~2`])
  if (source !== undefined && seen !== source) throw new ReleaseError([`${tag} was made of ${seen}, not of ${source}. Make it again.`])
}

function remoteTags(git: Git, remote: string): Map<string, string> {
  const lines = git(['ls-remote', '--tags', remote]).split('\n')
  return new Map(lines.map((line) => line.split('\t')).map(([commit = '', name = '']) => [name.replace('refs/tags/', ''), commit]))
}

function credential(remote: string, token: string | undefined): Record<string, string> {
  if (token === undefined || token === '') return {}
  const header = `Authorization: Basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`
  return { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: `http.${new URL(remote).origin}/.extraheader`, GIT_CONFIG_VALUE_0: header }
}
