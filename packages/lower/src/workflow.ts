import { LowerError, type Problem } from './lower-error.ts'
import { findUses, type Uses } from './uses.ts'

/** The repository and commit that `$/` stands for. */
export interface LowerTarget {
  /** `owner/name`. */
  readonly repository: string
  /** Full commit id: the commit that holds the built actions. */
  readonly sha: string
}

export interface LowerWorkflowOptions extends LowerTarget {
  /** Name of the file in messages. */
  readonly file?: string
  /** Says whether the repository holds a file; when given, a reference to nothing is refused. */
  readonly has?: (path: string) => boolean
}

const segment = /^[A-Za-z0-9._-]+$/
const repositoryName = /^[A-Za-z0-9][A-Za-z0-9-]{0,38}\/[A-Za-z0-9._-]{1,100}$/
const commitId = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/

/**
 * Rewrites each `uses: $/path` to `owner/name/path@sha` and leaves every other byte as it is.
 * GitHub resolves `$/` itself; act, actionlint 1.7.12 and GitHub Enterprise Server do not know it yet.
 */
export function lowerWorkflow(text: string, options: LowerWorkflowOptions): string {
  const file = options.file ?? 'workflow'
  checkTarget(options)
  const found = findUses(text)
  if (!found.ok) throw new LowerError([{ file, line: found.line, seen: null, message: found.message }])
  const own = found.uses.filter((uses) => uses.value.startsWith('$'))
  const problems: Problem[] = []
  for (const uses of own) {
    const message = refuse(uses, options.has)
    if (message !== null) problems.push({ file, line: uses.line, seen: uses.value, message })
  }
  if (problems.length > 0) throw new LowerError(problems)
  return own.reduceRight((patched, uses) => patched.slice(0, uses.start) + quoted(uses, options) + patched.slice(uses.end), text)
}

/** Refuses a repository or commit that would not be a reference on GitHub, before it reaches any file. */
export function checkTarget({ repository, sha }: LowerTarget): void {
  const problems: Problem[] = []
  const name = repository.split('/')[1]
  if (!repositoryName.test(repository) || name === '.' || name === '..')
    problems.push({ file: 'repository', line: null, seen: repository, message: 'must be owner/name, as in org/gitops.' })
  if (!commitId.test(sha))
    problems.push({ file: 'sha', line: null, seen: sha, message: 'must be a full commit id of 40 hexadecimal digits.' })
  if (problems.length > 0) throw new LowerError(problems)
}

function refuse({ value, kind, style }: Uses, has: LowerWorkflowOptions['has']): string | null {
  if (!value.startsWith('$/')) return 'only `$/path` may start with a dollar sign: expressions are not evaluated in `uses`.'
  if (style === 'alias') return 'written as a YAML alias; write the reference out.'
  if (style === 'block') return 'written as a block scalar; write the reference on one line.'
  const path = value.slice(2)
  if (path.includes('@')) return 'a `$/` reference has no ref: it always means the same commit. Remove everything from the @ on.'
  if (!path.split('/').every((part) => segment.test(part) && part !== '.' && part !== '..'))
    return 'the path may hold letters, digits, dots, dashes and underscores between single slashes, and no `.` or `..` part.'
  const isWorkflow = /^\.github\/workflows\/[^/]+\.ya?ml$/.test(path)
  if (kind === 'job' && !isWorkflow) return 'a job can only call a file in .github/workflows.'
  if (kind === 'step' && isWorkflow) return 'a step cannot call a reusable workflow; call it from a job.'
  return has === undefined ? null : refuseMissing(path, kind, has)
}

function refuseMissing(path: string, kind: Uses['kind'], has: (path: string) => boolean): string | null {
  if (kind === 'job') return has(path) ? null : 'this repository has no such workflow.'
  return has(`${path}/action.yml`) || has(`${path}/action.yaml`) ? null : `this repository has no ${path}/action.yml.`
}

/** The new value needs no escaping in any style: checkTarget and the path grammar allow no quote, space or `#`. */
function quoted({ value, style }: Uses, { repository, sha }: LowerTarget): string {
  const quote = style === 'single' ? "'" : style === 'double' ? '"' : ''
  return `${quote}${repository}/${value.slice(2)}@${sha}${quote}`
}
