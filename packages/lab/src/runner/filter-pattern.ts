/**
 * The patterns of `branches`, `tags` and `paths`: `*` stays within one path segment, `**` does not, `?` and `+` repeat the character
 * before them, `[]` is a set. Not the shell's globs, hence no glob library.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#filter-pattern-cheat-sheet
 */
function patternToRegExp(pattern: string): RegExp {
  const source = pattern.replace(/\*\*\/?|\*|\?|\+|\[[^\]]*\]|\\.|[^*?+[\\]+|[[\\]/g, (part) => {
    if (part === '**/') return '(?:.*/)?'
    if (part === '**') return '.*'
    if (part === '*') return '[^/]*'
    if (part === '?' || part === '+') return part
    if (part.startsWith('[') && part.length > 1) return part
    return part.replace(/\\(.)/g, '$1').replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  })
  return new RegExp(`^${source}$`)
}

/** An ordered list where `!` takes back what came before it: the last pattern that matches decides. */
export function matchesPatterns(name: string, patterns: readonly string[]): boolean {
  let matched = false
  for (const pattern of patterns) {
    const negative = pattern.startsWith('!')
    if (patternToRegExp(negative ? pattern.slice(1) : pattern).test(name)) matched = !negative
  }
  return matched
}
