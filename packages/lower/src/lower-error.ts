/** One place that cannot be lowered: where, what was seen, and how to mend it. */
export interface Problem {
  readonly file: string
  readonly line: number | null
  readonly seen: string | null
  readonly message: string
}

/** Everything that could not be lowered, at once; nothing has been written when it is thrown. */
export class LowerError extends Error {
  readonly code = 'lower-refused'
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[]) {
    super(problems.map(describeProblem).join('\n'))
    this.name = 'LowerError'
    this.problems = problems
  }
}

function describeProblem({ file, line, seen, message }: Problem): string {
  const where = line === null ? file : `${file}:${line}`
  return seen === null ? `${where}: ${message}` : `${where}: uses ${showSeen(seen)}: ${message}`
}

/** JSON escaping keeps control characters of a hostile file out of the terminal. */
function showSeen(seen: string): string {
  return JSON.stringify(seen.length > 80 ? `${seen.slice(0, 79)}…` : seen)
}
