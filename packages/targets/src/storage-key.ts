import { shown, TargetError } from './target-error.ts'

/** Name of the file that is written last and so marks a version as complete. */
export const MANIFEST_NAME = 'mfe-manifest.json'

/** Prefix of a version, without a trailing slash. */
export function versionPrefix(mfe: string, version: string): string {
  return `${mfe}/${version}`
}

/** Key of one file of a version. */
export function objectKey(prefix: string, file: string): string {
  return `${prefix.replace(/\/+$/, '')}/${file}`
}

/** Refuses keys that some store, file system or URL would read as another key. S3 allows 1,024 bytes. */
export function checkKey(key: string): string {
  const fault = keyFault(key)
  if (fault === null) return key
  throw new TargetError('store-failed', `The storage key ${shown(key)} is refused: ${fault}. Use a relative path of plain names.`)
}

function keyFault(key: string): string | null {
  if (key === '') return 'it is empty'
  if (!key.isWellFormed()) return 'it is not valid Unicode'
  if (Buffer.byteLength(key) > 1024) return 'it is longer than 1,024 bytes'
  if (/[\u0000-\u001f\u007f\\]/.test(key)) return 'it holds a control character or a backslash'
  for (const segment of key.split('/')) {
    if (segment === '') return 'it has an empty segment'
    if (segment === '.' || segment === '..') return `it has the segment "${segment}"`
  }
  return null
}
