import { parse } from 'yaml'
import { findUses } from '../../packages/lower/src/index.ts'
import { type Git, openGit } from './git.ts'

/** What is wrong with a release commit: every reference has to resolve inside it, or to a full commit id elsewhere. */
export function checkRelease(directory: string, release: string, repository: string): string[] {
  const git = openGit(directory)
  const files = listFiles(git, release)
  const holders = [...files].filter(
    (file) => /^\.github\/workflows\/[^/]+\.ya?ml$/.test(file) || /^actions\/[^/]+\/action\.ya?ml$/.test(file),
  )
  return holders.flatMap((file) => {
    const text = git(['show', `${release}:${file}`])
    const found = findUses(text)
    if (!found.ok) return [`${file}: ${found.message}`]
    const problems = found.uses.map(({ value, line }) => ({ line, problem: checkReference(git, value, repository, release) }))
    return [
      ...problems.flatMap(({ line, problem }) => (problem === null ? [] : [`${file}:${line}: ${problem}`])),
      ...checkMain(file, text, files),
    ]
  })
}

function checkReference(git: Git, uses: string, repository: string, release: string): string | null {
  const [, name = '', path = '', ref = ''] = /^([^/@]+\/[^/@]+)((?:\/[^@]+)?)@(.+)$/.exec(uses) ?? []
  if (ref === '') return `${uses} names no commit.`
  if (!/^[0-9a-f]{40}$/.test(ref)) return `${uses} is not pinned to a commit.`
  if (name !== repository) return null
  if (!git(['rev-list', release]).split('\n').includes(ref)) return `${uses} is not part of this release.`
  const files = listFiles(git, ref)
  return ['', '/action.yml', '/action.yaml'].some((end) => files.has(`${path.slice(1)}${end}`))
    ? null
    : `${uses} does not exist at that commit.`
}

function checkMain(file: string, text: string, files: ReadonlySet<string>): string[] {
  if (!file.startsWith('actions/')) return []
  const main: unknown = parse(text)?.runs?.main
  const path = `${file.slice(0, file.lastIndexOf('/'))}/${main}`
  return main === undefined || files.has(path) ? [] : [`${file}: its main file ${path} is not in the release.`]
}

function listFiles(git: Git, commit: string): Set<string> {
  return new Set(git(['ls-tree', '-r', '-z', '--name-only', commit]).split('\0'))
}
