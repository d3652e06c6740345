/** What a URL path asks for. `path` is relative to the version, decoded. */
export type Wanted =
  | { kind: 'import-map' }
  | { kind: 'file'; mfe: string; pin: string | null; path: string; unpinned: string }
  | { kind: 'nothing' }

const MFE = /^[a-z0-9][a-z0-9-]{0,62}$/

/**
 * Reads `/import-map.json`, `/<mfe>/<path>` and `/<mfe>/@<version>/<path>`. A first segment with `@` may also be a directory of the
 * artifact, so `unpinned` keeps the whole path. Anything that could be read as another path is nothing.
 */
export function readPath(url: string): Wanted {
  const segments = url.split(/[?#]/, 1)[0]!.split('/').slice(1).map(decode)
  if (segments.length === 1 && segments[0] === 'import-map.json') return { kind: 'import-map' }
  const [mfe, ...rest] = segments
  if (mfe === null || mfe === undefined || !MFE.test(mfe) || rest.length === 0 || !rest.every((segment) => segment !== null))
    return { kind: 'nothing' }
  const isPinned = rest.length > 1 && rest[0]!.startsWith('@') && rest[0]!.length > 1
  return {
    kind: 'file',
    mfe,
    pin: isPinned ? rest[0]!.slice(1) : null,
    path: rest.slice(isPinned ? 1 : 0).join('/'),
    unpinned: rest.join('/'),
  }
}

/** The URL path of a file, of one version when `pin` is given. */
export function urlPath(mfe: string, pin: string | null, path: string): string {
  return `/${[mfe, ...(pin === null ? [] : [`@${pin}`]), ...path.split('/')].map(encode).join('/')}`
}

/** A path as caches compare it: without query and with every character in one spelling. */
export function canonicalPath(url: string): string {
  return url
    .split(/[?#]/, 1)[0]!
    .split('/')
    .map((segment) => encode(unescaped(segment) ?? segment))
    .join('/')
}

function decode(segment: string): string | null {
  const text = unescaped(segment)
  return text === null || text === '' || text === '.' || text === '..' || /[\u0000-\u001f\u007f/\\]/.test(text) ? null : text
}

function unescaped(segment: string): string | null {
  try {
    return decodeURIComponent(segment)
  } catch {
    return null
  }
}

function encode(segment: string): string {
  return encodeURIComponent(segment.toWellFormed()).replaceAll('%40', '@').replaceAll('%2B', '+')
}
