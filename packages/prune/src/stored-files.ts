import { grammar } from '@mfe-gitops/contract'
import { type ListedObject, MANIFEST_NAME, PRUNE_MARKS } from '@mfe-gitops/targets'

/** A version of an MFE, as its storage prefix names it. */
export interface VersionName {
  readonly mfe: string
  readonly version: string
}

/** What the store holds of one version. */
export interface StoredFiles extends VersionName {
  /** Objects without the marks of prunes: the files, their encoded variants, the manifest. */
  readonly files: number
  readonly bytes: number
  /** When the last of them was written, in milliseconds since 1970. */
  readonly modifiedAt: number
  /** Whether its manifest is there, which an upload writes last. */
  readonly isComplete: boolean
  /** Marks of prunes that are at work on it, or died. */
  readonly marks: readonly ListedObject[]
}

/** The versions among the objects of a store. Whatever has no key of a version is nobody's business here: it is counted and left alone. */
export function listVersions(objects: readonly ListedObject[]): { versions: StoredFiles[]; others: { files: number; bytes: number } } {
  const versions = new Map<string, StoredFiles>()
  const others = { files: 0, bytes: 0 }
  for (const object of objects) {
    const place = placeOf(object.key)
    if (place === null) {
      others.files++
      others.bytes += object.size
      continue
    }
    const key = `${place.mfe}/${place.version}`
    versions.set(key, withObject(versions.get(key) ?? empty(place), object, place.file))
  }
  return { versions: [...versions.values()], others }
}

function placeOf(key: string): (VersionName & { readonly file: string }) | null {
  const [mfe = '', version = '', ...rest] = key.split('/')
  const isVersion = rest.length > 0 && grammar.mfe.pattern.test(mfe) && grammar.version.pattern.test(version)
  return isVersion ? { mfe, version, file: rest.join('/') } : null
}

function empty({ mfe, version }: VersionName): StoredFiles {
  return { mfe, version, files: 0, bytes: 0, modifiedAt: 0, isComplete: false, marks: [] }
}

function withObject(found: StoredFiles, object: ListedObject, file: string): StoredFiles {
  if (file.startsWith(`${PRUNE_MARKS}/`)) return { ...found, marks: [...found.marks, object] }
  return {
    ...found,
    files: found.files + 1,
    bytes: found.bytes + object.size,
    modifiedAt: Math.max(found.modifiedAt, object.modifiedAt),
    isComplete: found.isComplete || file === MANIFEST_NAME,
  }
}
