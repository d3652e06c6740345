import { isMap, jsonOrNull } from '@mfe-gitops/contract'

/** What `npm pack --json` says about the tarball it wrote. */
export interface Packed {
  readonly name: string
  readonly version: string
  readonly filename: string
  readonly integrity: string
}

/** Reads npm's JSON: a list in npm 6 to 11, a map by package name in later ones. Null when it is something else. */
export function readPacked(stdout: string): Packed | null {
  const start = stdout.search(/[[{]/)
  const value = start < 0 ? null : jsonOrNull(stdout.slice(start))
  const entry: unknown = Array.isArray(value) ? value[0] : isMap(value) ? Object.values(value)[0] : null
  if (!isMap(entry)) return null
  const { name, version, filename, integrity } = entry
  if (typeof name !== 'string' || typeof version !== 'string' || typeof filename !== 'string' || typeof integrity !== 'string') return null
  // npm names the file after the package; anything that leads out of the folder is not npm's.
  return /^[\w.@-]+\.tgz$/.test(filename) ? { name, version, filename, integrity } : null
}
