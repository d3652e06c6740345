import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { gitEnvironment } from '../github/git/run-git.ts'

const run = promisify(execFile)

async function git(directory: string, ...args: string[]): Promise<string> {
  const { stdout } = await run('git', ['-C', directory, ...args], { maxBuffer: 1 << 28, env: gitEnvironment })
  return stdout
}

/** A file of a folder at a commit, by its path below the root. */
export async function readFolder(repository: string, commit: string, folder: string): Promise<Map<string, string>> {
  const listed = await git(repository, 'ls-tree', '-z', '--full-tree', `${commit}:${folder}`).catch(() => '')
  const blobs = listed
    .split('\0')
    .map((line) => /^(?:100644|100755) blob ([0-9a-f]+)\t(.+)$/s.exec(line))
    .filter((match) => match !== null)
  const texts = await Promise.all(blobs.map(([, id]) => git(repository, 'cat-file', 'blob', id!)))
  return new Map(blobs.map(([, , name], index) => [`${folder}/${name}`, texts[index]!]))
}

/** Paths that differ between two commits; all paths of the second when the first is unknown. */
export async function changedFiles(repository: string, from: string | null, to: string): Promise<string[]> {
  const isKnown = from !== null && !/^0+$/.test(from)
  const listed = isKnown
    ? await git(repository, 'diff', '--name-only', '-z', '--no-renames', from, to)
    : await git(repository, 'ls-tree', '-r', '--name-only', '-z', to)
  return listed.split('\0').filter((path) => path !== '')
}

/** First line of a commit's message. */
export async function commitSubject(repository: string, commit: string): Promise<string> {
  return (await git(repository, 'log', '-1', '--format=%s', commit)).trim()
}

/** A clone of its own at one commit, so that nothing a run does reaches the repository or another run. */
export async function checkOut(repository: string, commit: string, to: string, origin: string): Promise<void> {
  await run('git', ['clone', '--quiet', '--shared', '--no-checkout', repository, to], { env: gitEnvironment })
  await git(to, 'checkout', '--quiet', '--detach', commit)
  await git(to, 'remote', 'set-url', 'origin', origin)
}
