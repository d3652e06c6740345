import { showValue } from '@mfe-gitops/contract'
import { ArtifactError } from './artifact-error.ts'
import { pathIdentity } from './entry-path.ts'

export interface Selection<File> {
  files: Map<string, File>
  /** Paths left out, and why. */
  excluded: { path: string; why: 'dotfile' | 'source-map' }[]
}

interface SelectionRules {
  /** Names at the top of a version that the store keeps for itself. */
  readonly reserved: readonly string[]
  readonly sourceMaps?: boolean | undefined
}

// Builds that compress their files compress their maps as well, and each of them gives the sources away.
const SOURCE_MAP = /\.map(?:\.(?:br|gz|zst))?$/i

/** The files that are deployed. Dotfiles (`.env`, `.git/…`) never are; source maps only when the registration asks for them. */
export function selectFiles<File>(files: ReadonlyMap<string, File>, { reserved, sourceMaps = false }: SelectionRules): Selection<File> {
  const selection: Selection<File> = { files: new Map(), excluded: [] }
  for (const [path, file] of files) {
    if (path.split('/').some((segment) => segment.startsWith('.'))) selection.excluded.push({ path, why: 'dotfile' })
    else if (SOURCE_MAP.test(path) && !sourceMaps) selection.excluded.push({ path, why: 'source-map' })
    else selection.files.set(path, file)
  }
  for (const path of selection.files.keys()) refuseReserved(path, reserved)
  return selection
}

// Such a file would take the place of the manifest, or make every later release believe that a prune is at work.
function refuseReserved(path: string, reserved: readonly string[]): void {
  const top = pathIdentity(path.split('/')[0] ?? '')
  if (!reserved.some((name) => pathIdentity(name) === top)) return
  throw new ArtifactError(
    'artifact-invalid',
    `The artifact has ${showValue(path)}, and the names ${reserved.join(' and ')} at the top of a version belong to the store. Rename it in the build, and publish a new version.`,
  )
}
