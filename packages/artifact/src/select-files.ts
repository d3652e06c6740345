export interface Selection<File> {
  files: Map<string, File>
  /** Paths left out, and why. */
  excluded: { path: string; why: 'dotfile' | 'source-map' }[]
}

/** The files that are deployed. Dotfiles (`.env`, `.git/…`) never are; source maps only when the registration asks for them. */
export function selectFiles<File>(files: ReadonlyMap<string, File>, options: { sourceMaps?: boolean | undefined } = {}): Selection<File> {
  const selection: Selection<File> = { files: new Map(), excluded: [] }
  for (const [path, file] of files) {
    if (path.split('/').some((segment) => segment.startsWith('.'))) selection.excluded.push({ path, why: 'dotfile' })
    else if (/\.map$/i.test(path) && options.sourceMaps !== true) selection.excluded.push({ path, why: 'source-map' })
    else selection.files.set(path, file)
  }
  return selection
}
