import { showValue } from '@mfe-gitops/contract'
import { ArtifactError } from './artifact-error.ts'
import { pathFault, pathIdentity } from './entry-path.ts'

/** What an archive says about one of its entries, in the words of any format. */
export interface ArchiveEntry {
  name: string
  /** `file` and `directory` are taken; everything else is refused by this name. */
  kind: string
  size: number
}

export interface RegisterOptions {
  maxFiles: number
  /** Npm packages have one directory that holds all the others and counts for nothing. */
  hasTopDirectory: boolean
}

/**
 * Takes the entries of one or more archives one by one and gives the path of a file, or null for a directory.
 * Throws, naming the entry, when it is no plain file or directory, or when its name is unsafe or was there before in any spelling.
 */
export function createPathRegister({ maxFiles, hasTopDirectory }: RegisterOptions): (entry: ArchiveEntry) => string | null {
  const kinds = new Map<string, { kind: 'file' | 'directory'; path: string }>()
  let top: string | null = null
  let entries = 0

  function add(path: string, kind: 'file' | 'directory'): void {
    const known = kinds.get(pathIdentity(path))
    if (known === undefined) kinds.set(pathIdentity(path), { kind, path })
    else if (known.kind === 'file' || kind === 'file' || known.path !== path) throw twin(path, known.path)
  }

  function withoutTop(segments: string[], { name, kind }: ArchiveEntry): string[] {
    top ??= segments[0]!
    if (segments[0] === top && (kind === 'directory' || segments.length > 1)) return segments.slice(1)
    throw refusedEntry(name, `lies outside the directory ${showValue(top)} that the others are in`)
  }

  return (entry) => {
    entries++
    if (entries > maxFiles)
      throw new ArtifactError('artifact-invalid', `The archive has more than ${maxFiles} entries, which is the limit.`)
    const isDirectory = entry.kind === 'directory'
    // `tar -C dist .` writes "./" in front of every name.
    const name = hasTopDirectory ? entry.name : entry.name.replace(/^\.\//, '')
    if (isDirectory && name === '') return null
    const path = isDirectory ? name.replace(/\/$/, '') : name
    const fault = kindFault(entry) ?? pathFault(path)
    if (fault !== null) throw refusedEntry(entry.name, fault)
    const inner = hasTopDirectory ? withoutTop(path.split('/'), entry) : path.split('/')
    for (let depth = 1; depth < inner.length; depth++) add(inner.slice(0, depth).join('/'), 'directory')
    if (inner.length > 0) add(inner.join('/'), isDirectory ? 'directory' : 'file')
    return isDirectory ? null : inner.join('/')
  }
}

/** The refusal of an archive for one of its entries, whose name is shown escaped. */
export function refusedEntry(name: string, fault: string): ArtifactError {
  return new ArtifactError('artifact-invalid', `The archive is refused: its entry ${showValue(name)} ${fault}.`)
}

function kindFault({ kind, size }: ArchiveEntry): string | null {
  if (kind === 'file') return null
  if (kind === 'directory') return size === 0 ? null : 'is a directory with content'
  return kind === 'link' || kind === 'symlink'
    ? 'is a link'
    : `is of the type ${showValue(kind)}, and only files and directories are allowed`
}

function twin(path: string, known: string): ArtifactError {
  return refusedEntry(path, path === known ? 'is there twice' : `and ${showValue(known)} are one name to some file systems`)
}
