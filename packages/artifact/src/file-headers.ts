import mime from 'mime/lite'

const TEXT = /^text\/|[/+](?:json|xml|javascript)$|^application\/(?:manifest\+json|importmap\+json)$/
const IMMUTABLE = 'public, max-age=31536000, immutable'
// Browsers ask again every time; a CDN may keep the file for a minute and is purged on a deployment.
const SHORT = 'public, max-age=0, s-maxage=60, must-revalidate'

/** The content type of a file by its name, with a charset for text. */
export function contentTypeOf(path: string): string {
  const extension = extensionOf(path)
  const type = ownTypes.get(extension) ?? (extension === '' ? null : mime.getType(extension)) ?? 'application/octet-stream'
  return TEXT.test(type) ? `${type}; charset=utf-8` : type
}

/** Names that hold a content hash are cached for ever; the entry, pages and data files that keep their name are asked for again. */
export function cacheControlOf(path: string, entry: string): string {
  return path !== entry && hasContentHash(path) && !/\.(?:html?|json)$/i.test(path) ? IMMUTABLE : SHORT
}

const ownTypes = new Map([
  ['importmap', 'application/importmap+json'],
  ['map', 'application/json'],
  ['cjs', 'text/javascript'],
])

function extensionOf(path: string): string {
  return /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? ''
}

/**
 * True when a part of the file name is a hash as bundlers write it: hex (webpack, Parcel), upper-case base 32 (esbuild) or eight
 * characters of base 64 (Vite, Rollup). Words, dates and camel case are not taken for hashes; a hash taken for a word only costs a
 * revalidation, the other way round a file would be cached for a year.
 */
export function hasContentHash(path: string): boolean {
  const parts = path.slice(path.lastIndexOf('/') + 1).split('.')
  return parts.slice(0, -1).some((part) => hashCandidates(part).some(isHash))
}

/** What stands between dashes, and the last eight characters after a dash: a base 64 hash may hold dashes itself. */
function hashCandidates(part: string): string[] {
  const tail = /(?:^|[-_])([\w-]{8})$/.exec(part)?.[1]
  return [...part.split(/[-_]/), ...(tail === undefined ? [] : [tail])]
}

function isHash(text: string): boolean {
  if (/^[0-9a-f]{8,64}$/.test(text)) return /\d/.test(text) && /[a-f]/.test(text)
  if (/^[A-Z2-7]{8}$/.test(text)) return /[2-7]/.test(text)
  return text.length === 8 && [/\d/, /[a-z]/, /[A-Z]/].every((kind) => kind.test(text)) && changesOfKind(text) >= 4
}

/** How often a text goes from lower case to upper case, digit or dash and back; low for words, high for hashes. */
function changesOfKind(text: string): number {
  const kinds = text.replace(/[a-z]/g, 'a').replace(/[A-Z]/g, 'b').replace(/\d/g, 'c')
  return [...kinds].filter((kind, at) => at > 0 && kind !== kinds[at - 1]).length
}
