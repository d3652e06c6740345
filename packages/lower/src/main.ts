#!/usr/bin/env node
import { execFileSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import { LowerError } from './lower-error.ts'
import { originRepository } from './origin.ts'
import { lowerTree, shippedPaths } from './tree.ts'

const usage = `Rewrites \`uses: $/path\` to \`uses: owner/name/path@sha\` in workflows and action files.

Usage: lower [options] (--out DIRECTORY | --write)

  --out DIRECTORY          write a lowered copy of the shipped files there
  --write                  rewrite the files where they stand
  --root DIRECTORY         the repository to read (default: the current directory)
  --repository OWNER/NAME  what \`$/\` stands for (default: the origin remote)
  --sha SHA                commit that holds the built actions (default: HEAD)
  -h, --help               show this text

Shipped: ${shippedPaths.join(', ')}. Every other byte of each file stays as it is.
Exit code: 0 done, 1 a reference was refused (nothing is written), 2 wrong usage.`

function run(args: string[]): number {
  const { values } = parseArgs({
    args,
    options: {
      out: { type: 'string' },
      write: { type: 'boolean', default: false },
      root: { type: 'string', default: '.' },
      repository: { type: 'string' },
      sha: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) {
    console.log(usage)
    return 0
  }
  const to = values.write ? values.root : values.out
  if (to === undefined || (values.write && values.out !== undefined)) return wrongUsage('give either --out DIRECTORY or --write.')
  const repository = values.repository ?? originRepository(values.root)
  const sha = values.sha ?? headCommit(values.root)
  const lowered = lowerTree(values.root, to, { repository, sha })
  for (const { path } of lowered) console.log(`lowered ${path}`)
  console.log(`${lowered.length} files now name ${repository}@${sha}.`)
  return 0
}

function headCommit(root: string): string {
  try {
    return execFileSync('git', ['-C', root, 'rev-parse', 'HEAD'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    throw new LowerError([
      { file: root, line: null, seen: null, message: 'is not a git checkout with a commit. Give the commit with --sha.' },
    ])
  }
}

function wrongUsage(message: string): number {
  console.error(`lower: ${message}\n\n${usage}`)
  return 2
}

try {
  process.exitCode = run(process.argv.slice(2))
} catch (error) {
  if (error instanceof LowerError) {
    console.error(error.message)
    process.exitCode = 1
  } else if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) {
    process.exitCode = wrongUsage(error.message)
  } else throw error
}
