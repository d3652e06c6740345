const MAX_LENGTH = 512
const MAX_DEPTH = 32

/** What is wrong with a path from an archive, as the end of a sentence; null when it is a plain relative path. */
export function pathFault(path: string): string | null {
  if (path === '') return 'has an empty name'
  if (path.length > MAX_LENGTH) return `has a name longer than ${MAX_LENGTH} characters`
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\ufffd]/u.test(path) || !path.isWellFormed()) return 'has a name with control characters or invalid Unicode'
  if (path.includes('\\')) return 'has a backslash in its name'
  if (path.startsWith('/')) return 'has an absolute name'
  if (/^[A-Za-z]:/.test(path)) return 'has a name that starts with a drive letter'
  const segments = path.split('/')
  if (segments.length > MAX_DEPTH) return `lies more than ${MAX_DEPTH} directories deep`
  if (segments.includes('..')) return 'leaves the archive through ".."'
  if (segments.some((segment) => segment === '' || /[. ]$/.test(segment)))
    return 'has an empty segment, or one that ends with a dot or a space'
  return null
}

/** Paths that a file system, a browser or a CDN may take for one another have the same identity. */
export function pathIdentity(path: string): string {
  return path.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC')
}
