import { showValue } from '@mfe-gitops/contract'
import { ArtifactError } from './artifact-error.ts'
import type { ArtifactFile } from './artifact-file.ts'
import { createFileRules, type FileHeaders, type FileRules } from './file-rules.ts'
import type { ArtifactManifest, ManifestFile } from './manifest.ts'

/** What the manifest needs to know of a file. */
type Described = Pick<ArtifactFile, 'size' | 'sha256' | 'integrity'>

/** Describes the files of a version; refuses an empty artifact and an entry that is not among the files. */
export function buildManifest(version: {
  mfe: string
  version: string
  integrity: string
  entry: string
  files: ReadonlyMap<string, Described>
  /** Default: the rules of a registration that says nothing about single files. */
  rules?: FileRules
}): ArtifactManifest {
  const { mfe, integrity, entry, files } = version
  if (files.size === 0)
    throw new ArtifactError(
      'artifact-empty',
      'The artifact holds no file to deploy. Build before you pack, and check `artifact.directory` of the registration.',
    )
  if (!files.has(entry)) throw missingEntry(entry, [...files.keys()])
  const { rules = createFileRules({ mfe, entry }) } = version
  const paths = new Set(files.keys())
  const described = [...files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, file]) => [path, describe(file, rules.plan(path, paths).headers)] as const)
  return { schema: 1, mfe, version: version.version, integrity, entry, files: Object.fromEntries(described) }
}

function describe({ size, sha256, integrity }: Described, { contentType, cacheControl, contentEncoding }: FileHeaders): ManifestFile {
  return { size, sha256, integrity, contentType, cacheControl, ...(contentEncoding === undefined ? {} : { contentEncoding }) }
}

function missingEntry(entry: string, paths: string[]): ArtifactError {
  const seen = paths.sort().slice(0, 5).map(showValue).join(', ') + (paths.length > 5 ? ` and ${paths.length - 5} more` : '')
  return new ArtifactError(
    'artifact-entry-missing',
    `The artifact has no file ${showValue(entry)}, which the registration names as \`artifact.entry\`. It has ${seen}. Change the build or the registration.`,
  )
}
