import { createHash } from 'node:crypto'
import type { Registration } from '@mfe-gitops/contract'
import picomatch from 'picomatch'
import { cacheControlOf, contentTypeOf } from './file-headers.ts'

/** One rule of a registration; a later rule wins over an earlier one. */
export type FileRule = NonNullable<Registration['files']>[number]

/** What a store keeps beside the bytes of a file. */
export interface FileHeaders {
  contentType: string
  cacheControl: string
  contentEncoding?: string
  tags: string[]
}

export interface FilePlan {
  headers: FileHeaders
  /** Whether compressed variants are worth a try. */
  isCompressible: boolean
}

export interface FileRules {
  /** `paths` are all files of the version: a compressed twin is known by the file that it is a twin of. */
  plan(path: string, paths: ReadonlySet<string>): FilePlan
}

const ENCODINGS: Readonly<Record<string, string>> = { '.br': 'br', '.gz': 'gzip' }
// Formats that are text or that have no compression of their own. Images, archives and woff2 only grow.
const COMPRESSIBLE =
  /^text\/|[/+](?:json|xml|javascript|wasm)(?:;|$)|^font\/(?:ttf|otf|collection)|^application\/vnd\.ms-fontobject|^image\/(?:bmp|x-icon|vnd\.microsoft\.icon)/

/** The headers of every file: the defaults that fit micro-frontends, then what the registration says. */
export function createFileRules(version: { mfe: string; entry: string; rules?: readonly FileRule[] | undefined }): FileRules {
  const { mfe, entry } = version
  const rules = (version.rules ?? []).map((rule) => ({ rule, isMatch: matcher(rule.match) }))

  return {
    plan: (path, paths) => {
      const { inner, encoding } = twinOf(path, paths)
      const own: Partial<FileRule> = Object.assign({}, ...rules.filter(({ isMatch }) => isMatch(path)).map(({ rule }) => rule))
      const contentType = own.contentType ?? contentTypeOf(inner)
      const headers: FileHeaders = {
        contentType,
        cacheControl: own.cacheControl ?? cacheControlOf(inner, entry),
        ...(encoding === null ? {} : { contentEncoding: encoding }),
        tags: [...new Set([mfe, ...(own.tags ?? [])])],
      }
      return { headers, isCompressible: encoding === null && (own.compress ?? COMPRESSIBLE.test(contentType)) }
    },
  }
}

/** A pattern without a slash is meant for names in any folder. */
function matcher(pattern: string): (path: string) => boolean {
  const plain = pattern.replace(/^\.?\//, '')
  return picomatch(plain.includes('/') ? plain : `**/${plain}`, { dot: true, noextglob: true })
}

/** A build may bring `a.js.br` beside `a.js`: that is `a.js` in another encoding, and must not be compressed or typed as an archive. */
function twinOf(path: string, paths: ReadonlySet<string>): { inner: string; encoding: string | null } {
  const ending = /\.(?:br|gz)$/.exec(path)?.[0] ?? ''
  const inner = path.slice(0, path.length - ending.length)
  return ending !== '' && paths.has(inner) ? { inner, encoding: ENCODINGS[ending] ?? null } : { inner: path, encoding: null }
}

/** A digest of all headers of a version: equal digests mean that nothing has to be mended. */
export function headersDigest(rules: FileRules, paths: ReadonlySet<string>): string {
  const lines = [...paths].sort().map((path) => {
    const { contentType, cacheControl, contentEncoding = '', tags } = rules.plan(path, paths).headers
    return JSON.stringify([path, contentType, cacheControl, contentEncoding, tags])
  })
  return createHash('sha256').update(lines.join('\n')).digest('hex')
}
