import { execFileSync } from 'node:child_process'
import { LowerError } from './lower-error.ts'

/** `owner/name` of the checkout's origin remote, so that a fork lowers to itself without any edit. */
export function originRepository(directory: string): string {
  const url = readOrigin(directory)
  const repository = url === null ? null : parseRemoteUrl(url)
  if (repository !== null) return repository
  const message = 'names no owner and repository on a server. Give them with --repository owner/name.'
  throw new LowerError([{ file: `${directory} (remote origin)`, line: null, seen: url, message }])
}

/** `owner/name` of a remote URL (https, ssh or scp form), or null when it names none. */
export function parseRemoteUrl(url: string): string | null {
  const path = /^(?:https?|ssh|git):\/\/[^/]+\/(.+)$/.exec(url)?.[1] ?? /^(?:[^@/:]+@)?[^@/:]{2,}:(?!\/\/)(.+)$/.exec(url)?.[1]
  const parts = path
    ?.replace(/^\/+|\/+$/g, '')
    .replace(/\.git$/, '')
    .split('/')
  return parts?.length === 2 && parts.every((part) => part !== '') ? parts.join('/') : null
}

function readOrigin(directory: string): string | null {
  try {
    return execFileSync('git', ['-C', directory, 'remote', 'get-url', 'origin'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  } catch {
    return null // no git, no repository, or no remote of that name: all are told the same way
  }
}
