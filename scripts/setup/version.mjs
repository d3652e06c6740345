/**
 * The first x.y.z in a text such as `git version 2.39.5 (Apple Git-154)`, or null.
 * @param {string} text
 */
export function findVersion(text) {
  return /\d+\.\d+\.\d+/.exec(text)?.[0] ?? /\d+\.\d+/.exec(text)?.[0].concat('.0') ?? null
}

/**
 * @param {string} version
 * @param {string} least
 */
export function isAtLeast(version, least) {
  const wanted = least.split('.').map(Number)
  const seen = version.split('.').map(Number)
  const index = wanted.findIndex((part, i) => part !== (seen[i] ?? 0))
  return index === -1 || (seen[index] ?? 0) > (wanted[index] ?? 0)
}
