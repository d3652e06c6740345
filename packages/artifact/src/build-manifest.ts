import { createHash } from 'node:crypto'
import { showValue } from '@mfe-gitops/contract'
import { ArtifactError } from './artifact-error.ts'
import { cacheControlOf, contentTypeOf } from './file-headers.ts'
import type { ArtifactManifest, ManifestFile } from './manifest.ts'

/** Describes the files of a version; refuses an empty artifact and an entry that is not among the files. */
export function buildManifest(version: {
  mfe: string
  version: string
  integrity: string
  entry: string
  files: ReadonlyMap<string, Uint8Array>
}): ArtifactManifest {
  const { mfe, integrity, entry, files } = version
  if (files.size === 0)
    throw new ArtifactError(
      'artifact-empty',
      'The artifact holds no file to deploy. Build before you pack, and check `artifact.directory` of the registration.',
    )
  if (!files.has(entry)) throw missingEntry(entry, [...files.keys()])
  const described = [...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, bytes]) => [path, describe(path, entry, bytes)] as const)
  return { schema: 1, mfe, version: version.version, integrity, entry, files: Object.fromEntries(described) }
}

function describe(path: string, entry: string, bytes: Uint8Array): ManifestFile {
  return {
    size: bytes.byteLength,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    integrity: `sha384-${createHash('sha384').update(bytes).digest('base64')}`,
    contentType: contentTypeOf(path),
    cacheControl: cacheControlOf(path, entry),
  }
}

function missingEntry(entry: string, paths: string[]): ArtifactError {
  const seen = paths.sort().slice(0, 5).map(showValue).join(', ') + (paths.length > 5 ? ` and ${paths.length - 5} more` : '')
  return new ArtifactError(
    'artifact-entry-missing',
    `The artifact has no file ${showValue(entry)}, which the registration names as \`artifact.entry\`. It has ${seen}. Change the build or the registration.`,
  )
}
