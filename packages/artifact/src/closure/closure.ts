import { showValue } from '@mfe-gitops/contract'
import { ArtifactError } from '../artifact-error.ts'
import type { ArtifactFile, ArtifactFiles } from '../artifact-file.ts'
import { federationReferences, importMapReferences } from './map-references.ts'
import { pageReferences } from './page-references.ts'
import { destinationOf } from './reference.ts'
import { scriptReferences } from './script-references.ts'
import { styleReferences } from './style-references.ts'

/** A reference that leads to no file of the artifact. */
export interface MissingFile {
  /** File that refers. */
  from: string
  reference: string
}

type Reader = (text: string) => string[] | Promise<string[]>

const PAGE = /\.html?$/i
const STYLE = /\.css$/i
const SCRIPT = /\.(?:m|c)?js$/i
const IMPORT_MAP = /(?:\.importmap|(?:^|\/)import-?map\.json)$/i
const FEDERATION_MANIFEST = /(?:^|\/)mf-manifest\.json$/i
const REMOTE_ENTRY = /(?:^|\/)remoteEntry\.[^/]*js$/i

const SHOWN = 10

// A text is parsed in one piece, at four to six times its size. Nobody lets a browser load a script of this size that refers to others.
const MOST_TEXT = 8 * 1024 * 1024

export interface Closure {
  missing: MissingFile[]
  /** Files that are too large to be looked into. */
  unread: string[]
}

/**
 * Follows every relative reference from the entry, the pages, the style sheets, the import maps and the module federation manifests, and
 * gives those that lead nowhere. A script that nothing refers to is not read: it may be meant for somewhere else.
 */
export async function findMissingFiles(files: ArtifactFiles, entry: string): Promise<Closure> {
  const roots = [...files.keys()].filter((path) => path === entry || isRoot(path))
  const seen = new Set(roots)
  const closure: Closure = { missing: [], unread: [] }
  const folders = foldersOf(files)
  // The list grows while it is walked.
  const queue = [...roots]
  for (const path of queue) {
    const references = await referencesOf(path, files.get(path))
    if (references === null) closure.unread.push(path)
    for (const reference of references ?? []) {
      const destination = destinationOf(reference, path)
      if (!isThere(destination, { files, folders })) closure.missing.push({ from: path, reference })
      else if (destination.kind === 'file' && !seen.has(destination.path)) {
        seen.add(destination.path)
        queue.push(destination.path)
      }
    }
  }
  return closure
}

/** The refusal of an artifact with the list of references that lead nowhere. */
export function incompleteArtifact(missing: readonly MissingFile[]): ArtifactError {
  const list = missing.slice(0, SHOWN).map(({ from, reference }) => `${showValue(from)} refers to ${showValue(reference)}`)
  const more = missing.length > SHOWN ? `, and ${missing.length - SHOWN} more` : ''
  return new ArtifactError(
    'artifact-incomplete',
    `The artifact lacks files that it refers to: ${list.join(', ')}${more}. Make the build emit them, or correct the references, then publish a new version.`,
  )
}

function isRoot(path: string): boolean {
  return [PAGE, STYLE, IMPORT_MAP, FEDERATION_MANIFEST, REMOTE_ENTRY].some((pattern) => pattern.test(path))
}

/** Null for a text that is too large. */
async function referencesOf(path: string, file: ArtifactFile | undefined): Promise<string[] | null> {
  const read = readerOf(path)
  if (read === null || file === undefined) return []
  if (file.size > MOST_TEXT) return null
  return [...new Set(await read(new TextDecoder().decode(await file.bytes())))]
}

function readerOf(path: string): Reader | null {
  if (PAGE.test(path)) return pageReferences
  if (STYLE.test(path)) return styleReferences
  if (SCRIPT.test(path)) return scriptReferences
  if (IMPORT_MAP.test(path)) return importMapReferences
  return FEDERATION_MANIFEST.test(path) ? federationReferences : null
}

interface Places {
  readonly files: ArtifactFiles
  readonly folders: ReadonlySet<string>
}

function isThere(destination: ReturnType<typeof destinationOf>, { files, folders }: Places): boolean {
  if (destination.kind === 'elsewhere') return true
  if (destination.kind === 'outside') return false
  return destination.kind === 'file' ? files.has(destination.path) : folders.has(destination.path)
}

/** Every folder that a file lies in, at any depth; the root is one, whatever it holds. */
function foldersOf(files: ArtifactFiles): ReadonlySet<string> {
  const folders = new Set([''])
  for (const path of files.keys())
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) folders.add(path.slice(0, end))
  return folders
}
