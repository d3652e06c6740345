import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { LowerError } from '../packages/lower/src/lower-error.ts'
import { openGit } from './release/git.ts'
import { pushRelease } from './release/push.ts'
import { ReleaseError } from './release/release-error.ts'
import { releaseTags } from './release/tags.ts'

const usage = `Makes a release: commit A (built actions), commit B (workflows that name A), the tags vX.Y.Z and vX on B.

Usage: node scripts/release.ts --version X.Y.Z (--dry-run | --push REMOTE) [options]

  --version X.Y.Z          version to release, without a leading v
  --dry-run                only make and check it, in a new local bare repository
  --push REMOTE            then push both tags to this remote (name or URL)
  --into DIRECTORY         the bare repository to make (default: a new temporary folder)
  --from PATH              push this bare repository or git bundle, as an earlier run made it, and make nothing
  --source SHA             with --from: refuse it unless it was made of this commit
  --repository OWNER/NAME  repository that the workflows name (default: the origin remote)
  --root DIRECTORY         checkout to release (default: the current directory)
  --uncommitted            with --dry-run: take the work tree as it stands
  -h, --help               show this text

Examples:
  node scripts/release.ts --version 1.4.0 --dry-run --repository acme/gitops  what would be released, and nothing else
  node scripts/release.ts --version 1.4.0 --push origin                       make it, check it, push both tags

Exit codes: 0 released, or checked by a dry run; 1 refused or failed; 2 wrong usage.
RELEASE_TOKEN in the environment is sent to the remote. No branch and no file of the checkout changes.`

interface Arguments {
  readonly version: string
  readonly push: string | undefined
  readonly into: string | undefined
  readonly from: string | undefined
  readonly source: string | undefined
  readonly repository: string | undefined
  readonly root: string
  readonly uncommitted: boolean
}

/** Making a release needs the dependencies of the checkout, pushing one does not: the job that holds the key installs nothing. */
async function make({ version, into, repository, root, uncommitted }: Arguments): Promise<string> {
  const { makeRelease } = await import('./release/release.ts')
  const target = into ?? join(mkdtempSync(join(tmpdir(), 'release-')), 'release.git')
  const release = makeRelease({ root, version, repository, into: target, uncommitted })
  console.log(`source   ${release.source}\nbuilt    ${release.built}\nreleased ${release.lowered}`)
  console.log(`${release.tags.join(' and ')} of ${release.repository} in ${release.directory}`)
  return release.directory
}

function readOptions(args: string[]) {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean', default: false } as const
  const texts = { version: text, push: text, into: text, from: text, source: text, repository: text, root: { ...text, default: '.' } }
  return parseArgs({ args, options: { ...texts, 'dry-run': flag, uncommitted: flag, help: { ...flag, short: 'h' } } }).values
}

async function run(values: ReturnType<typeof readOptions>): Promise<number> {
  if (values.help) {
    console.log(usage)
    return 0
  }
  const { version, push, from, source } = values
  if (version === undefined || values['dry-run'] === (push !== undefined))
    return wrongUsage('give --version and either --dry-run or --push.')
  if (push === undefined && from !== undefined) return wrongUsage('--from needs --push.')
  if (push !== undefined && values.uncommitted) return wrongUsage('--uncommitted is for dry runs.')
  releaseTags(version)
  const made = from ?? (await make({ push, into: undefined, from, source, repository: undefined, ...values, version }))
  const token = process.env.RELEASE_TOKEN
  if (push !== undefined) pushRelease({ from: made, version, remote: remoteUrl(values.root, push), source, token })
  return 0
}

/** The release is pushed from a repository of its own, which does not know the names of the checkout's remotes. */
function remoteUrl(root: string, remote: string): string {
  const git = openGit(root)
  return git(['remote']).split('\n').includes(remote) ? git(['remote', 'get-url', '--push', remote]) : remote
}

function wrongUsage(message: string): number {
  console.error(`release: ${message}\n\n${usage}`)
  return 2
}

try {
  process.exitCode = await run(readOptions(process.argv.slice(2)))
} catch (error) {
  if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_')) {
    process.exitCode = wrongUsage(error.message)
  } else if (error instanceof ReleaseError || error instanceof LowerError) {
    console.error(`release: ${error.message}`)
    process.exitCode = 1
  } else throw error
}
