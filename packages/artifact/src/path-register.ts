import { showValue } from '@mfe-gitops/contract'
import type { Header } from 'tar-stream'
import { ArtifactError } from './artifact-error.ts'
import { pathFault, pathIdentity } from './entry-path.ts'

/**
 * Takes the headers of an archive one by one and gives the path of a file without the archive's top directory, or null for a directory.
 * Throws, naming the entry, when it is no plain file or directory, or when its name is unsafe or was there before in any spelling.
 */
export function createPathRegister(maxFiles: number): (header: Header) => string | null {
  const kinds = new Map<string, { kind: 'file' | 'directory'; path: string }>()
  let top: string | null = null
  let entries = 0

  function add(path: string, kind: 'file' | 'directory'): void {
    const known = kinds.get(pathIdentity(path))
    if (known === undefined) kinds.set(pathIdentity(path), { kind, path })
    else if (known.kind === 'file' || kind === 'file' || known.path !== path) throw twin(path, known.path)
  }

  return (header) => {
    entries++
    if (entries > maxFiles)
      throw new ArtifactError('artifact-invalid', `The archive has more than ${maxFiles} entries, which is the limit.`)
    const isDirectory = header.type === 'directory'
    const path = isDirectory ? header.name.replace(/\/$/, '') : header.name
    const fault = typeFault(header) ?? pathFault(path)
    if (fault !== null) throw new ArtifactError('artifact-invalid', `The archive is refused: its entry ${showValue(header.name)} ${fault}.`)
    const segments = path.split('/')
    top ??= segments[0]!
    if (segments[0] !== top || (!isDirectory && segments.length === 1)) {
      throw new ArtifactError(
        'artifact-invalid',
        `The archive is refused: its entry ${showValue(header.name)} lies outside the directory ${showValue(top)} that the others are in.`,
      )
    }
    const inner = segments.slice(1)
    for (let depth = 1; depth < inner.length; depth++) add(inner.slice(0, depth).join('/'), 'directory')
    if (inner.length > 0) add(inner.join('/'), isDirectory ? 'directory' : 'file')
    return isDirectory ? null : inner.join('/')
  }
}

function typeFault({ type, size }: Header): string | null {
  if (type === 'file') return null
  if (type === 'directory') return size === 0 ? null : 'is a directory with content'
  return type === 'link' || type === 'symlink'
    ? 'is a link'
    : `is of the type ${showValue(type ?? 'unknown')}, and only files and directories are allowed`
}

function twin(path: string, known: string): ArtifactError {
  const how = path === known ? 'is there twice' : `and ${showValue(known)} are one name to some file systems`
  return new ArtifactError('artifact-invalid', `The archive is refused: its entry ${showValue(path)} ${how}.`)
}
