export interface Selection {
  files: Map<string, Uint8Array>
  /** Paths left out, and why. */
  excluded: { path: string; why: 'dotfile' | 'source-map' }[]
}

/** The files that are deployed. Dotfiles (`.env`, `.git/…`) never are; source maps only when the registration asks for them. */
export function selectFiles(files: ReadonlyMap<string, Uint8Array>, options: { sourceMaps?: boolean | undefined } = {}): Selection {
  const selection: Selection = { files: new Map(), excluded: [] }
  for (const [path, bytes] of files) {
    if (path.split('/').some((segment) => segment.startsWith('.'))) selection.excluded.push({ path, why: 'dotfile' })
    else if (/\.map$/i.test(path) && options.sourceMaps !== true) selection.excluded.push({ path, why: 'source-map' })
    else selection.files.set(path, bytes)
  }
  return selection
}
