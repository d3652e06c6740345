import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { GitHubServer } from '../github/types.ts'
import type { Library } from './library.ts'
import type { FindWorkflow } from './workflow-plan.ts'

/** Finds called workflows: in the same commit, in the library's export, or in another repository of the lab. */
export function createFinder(github: GitHubServer, library: Library, files: ReadonlyMap<string, string>): FindWorkflow {
  return (uses, from) => {
    const local = /^\.\/(\.github\/workflows\/[^/@]+)$/.exec(uses)?.[1]
    if (local !== undefined) {
      const text = from.library === null ? files.get(local) : undefined
      return text === undefined ? null : { path: local, text, library: null }
    }
    const [, repository, path, ref] = /^([^/]+\/[^/]+)\/(\.github\/workflows\/[^/@]+)@(.+)$/.exec(uses) ?? []
    if (repository === undefined || path === undefined || ref === undefined) return null
    const isLibrary = repository === library.repository && (ref === library.sha || library.refs.includes(ref))
    const text = isLibrary ? readExported(library, path) : showFile(github, { repository, ref, path })
    return text === null ? null : { path, text, library: repository }
  }
}

function readExported({ directory }: Library, path: string): string | null {
  try {
    return readFileSync(join(directory, path), 'utf8')
  } catch {
    return null
  }
}

function showFile(github: GitHubServer, { repository, ref, path }: { repository: string; ref: string; path: string }): string | null {
  try {
    const folder = github.repositoryPath(repository)
    return execFileSync('git', ['-C', folder, 'show', `${ref}:${path}`], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  } catch {
    return null // no such repository, ref or file: all are told the same way, as on GitHub
  }
}
