import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { lowerTree } from '../../packages/lower/src/index.ts'
import type { Git } from './git.ts'
import { ReleaseError } from './release-error.ts'

export interface ReleaseSource {
  readonly root: string
  /** `owner/name` that the released workflows name. */
  readonly repository: string
  readonly tag: string
  /** Release what stands in the work tree instead of refusing changes that are not committed. Only for dry runs. */
  readonly uncommitted: boolean
}

export interface ReleaseCommits {
  /** Parent of the release: what was reviewed. */
  readonly source: string
  /** Adds the built bundles. */
  readonly built: string
  /** Adds the workflows that name the commit above. This one gets the tags. */
  readonly lowered: string
}

/**
 * Makes the two commits of a release beside the checkout's own index, branches and objects, so that nothing of the checkout changes.
 * Two, because a commit cannot hold its own id: the workflows of the second name the actions of the first.
 */
export function makeReleaseCommits(git: Git, { root, repository, tag, uncommitted }: ReleaseSource): ReleaseCommits {
  const folder = mkdtempSync(join(tmpdir(), 'release-'))
  const env = { GIT_INDEX_FILE: join(folder, 'index') }
  try {
    const source = git(['rev-parse', 'HEAD'])
    refuseChanges(git(['status', '--porcelain', '--untracked-files=normal']), uncommitted)
    git(['read-tree', 'HEAD'], { env })
    if (uncommitted) git(['add', '--all'], { env })
    git(['add', '--force', '--', ...distFolders(root)], { env })
    const built = commit(git, git(['write-tree'], { env }), source, `Build the actions for ${tag}`)
    for (const file of lowerTree(root, join(folder, 'tree'), { repository, sha: built, paths: ['.github/workflows', 'actions'] })) {
      const blob = git(['hash-object', '-w', '--stdin'], { input: file.after })
      git(['update-index', '--cacheinfo', `100644,${blob},${file.path}`], { env })
    }
    const lowered = commit(git, git(['write-tree'], { env }), built, `Release ${tag}`)
    return { source, built, lowered }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function commit(git: Git, tree: string, parent: string, message: string): string {
  return git(['commit-tree', tree, '-p', parent, '-F', '-'], { input: `${message}\n` })
}

function refuseChanges(status: string, uncommitted: boolean): void {
  if (status === '' || uncommitted) return
  throw new ReleaseError(['A release is made of what was reviewed. Commit or remove these changes first:', status])
}

/** What is built and in no other commit: the actions, the command line, and the functions that a CDN runs. */
function distFolders(root: string): string[] {
  const isThere = (...path: string[]) => existsSync(join(root, ...path))
  const actions = readdirSync(join(root, 'actions')).filter((name) => isThere('actions', name, 'action.yml'))
  const unbuilt = actions.filter((name) => !isThere('actions', name, 'dist/index.js'))
  const others = [
    { folder: 'packages/cli', file: 'index.js', what: 'the command line of packages/cli' },
    { folder: 'packages/edge', file: 'sizes.json', what: 'the functions of packages/edge' },
  ].filter(({ folder }) => isThere(folder))
  unbuilt.push(...others.filter(({ folder, file }) => !isThere(folder, 'dist', file)).map(({ what }) => what))
  if (unbuilt.length > 0) throw new ReleaseError([`Not built: ${unbuilt.join(', ')}. Run npm run setup first.`])
  return [...actions.map((name) => `actions/${name}`), ...others.map(({ folder }) => folder)].map((folder) => `${folder}/dist`)
}
