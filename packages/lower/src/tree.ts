import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { LowerError, type Problem } from './lower-error.ts'
import { checkTarget, type LowerTarget, lowerWorkflow } from './workflow.ts'

export interface LowerTreeOptions extends LowerTarget {
  /** What a release holds, relative to the root. */
  readonly paths?: readonly string[]
}

export interface LoweredFile {
  /** Relative to the root, with forward slashes. */
  readonly path: string
  readonly before: string
  readonly after: string
}

/** What somebody who uses the library needs, and nothing else: act copies the folder as it is, for every job. */
export const shippedPaths = ['.github/workflows', 'actions', 'workflows-schema', 'README.md', 'LICENSE']

/** Folders that are never read by a workflow run. */
const skipped = new Set(['node_modules', '.git', 'src', 'test', '.turbo'])

/**
 * Copies the shipped files of `from` to `to` with every `$/` reference lowered, and returns the files that changed.
 * With `to` equal to `from` the files are rewritten where they stand. Nothing is written when one reference is refused.
 */
export function lowerTree(from: string, to: string, options: LowerTreeOptions): LoweredFile[] {
  checkTarget(options)
  const paths = (options.paths ?? shippedPaths).filter((path) => existsSync(join(from, path)))
  const lowered = lowerFiles(
    from,
    paths.flatMap((path) => listFiles(from, path)),
    options,
  )
  if (resolve(from) !== resolve(to)) for (const path of paths) copyShipped(join(from, path), join(to, path))
  for (const file of lowered) writeFileSync(join(to, file.path), file.after)
  return lowered
}

function lowerFiles(root: string, files: readonly string[], target: LowerTarget): LoweredFile[] {
  const problems: Problem[] = []
  const lowered: LoweredFile[] = []
  const has = (path: string) => statSync(join(root, path), { throwIfNoEntry: false })?.isFile() ?? false
  for (const path of files.filter(mayHoldUses)) {
    const before = readFileSync(join(root, path), 'utf8')
    try {
      const after = lowerWorkflow(before, { ...target, file: path, has })
      if (after !== before) lowered.push({ path, before, after })
    } catch (error) {
      if (!(error instanceof LowerError)) throw error
      problems.push(...error.problems)
    }
  }
  if (problems.length > 0) throw new LowerError(problems)
  return lowered
}

function mayHoldUses(path: string): boolean {
  return /^\.github\/workflows\/[^/]+\.ya?ml$/.test(path) || /(?:^|\/)action\.ya?ml$/.test(path)
}

function listFiles(root: string, path: string): string[] {
  if (!statSync(join(root, path)).isDirectory()) return [path]
  const names = readdirSync(join(root, path)).filter((name) => !skipped.has(name))
  return names.sort().flatMap((name) => listFiles(root, `${path}/${name}`))
}

function copyShipped(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true })
  cpSync(from, to, { recursive: true, dereference: true, filter: (source) => !skipped.has(basename(source)) })
}
