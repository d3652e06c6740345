import { configFile } from '@mfe-gitops/contract'
import { type FolderEntry, type GitHub, type Repository, readFolders, readSnapshot } from '@mfe-gitops/github'
import { templatePattern } from './locate.ts'

/** The files of the config repository, all of one commit where there is one. The folder `''` is the root. */
export interface ConfigTree {
  /** Null for a checkout, whose files may differ from every commit. */
  readonly commit: string | null
  /** What lies in these folders; nothing in a folder that is not there. */
  list(folders: readonly string[]): Promise<ReadonlyMap<string, readonly FolderEntry[]>>
}

/** The tip of a branch, through the API: the default branch when none is named. */
export async function readTipTree(github: GitHub, place: Repository & { readonly ref?: string | undefined }): Promise<ConfigTree> {
  const { ref, owner, repo } = place
  const { commit } = await readSnapshot(github, { owner, repo, ref, paths: [configFile] })
  return { commit, list: (folders) => readFolders(github, { owner, repo, commit, folders }) }
}

/** A file whose path matches a template, with the names that stand at its placeholders. */
export interface MatchedFile {
  readonly path: string
  readonly names: Readonly<Record<string, string>>
  text(): string
}

/** The files whose path matches a template, level by level, so that nothing else of the repository is read. */
export async function findFiles(tree: ConfigTree, template: string): Promise<MatchedFile[]> {
  const segments = template.split('/')
  const last = segments.pop() ?? ''
  let folders: readonly string[] = ['']
  for (const segment of segments) {
    folders = segment.includes('{')
      ? (await matching(tree, folders, { segment, kind: 'folder' })).map(({ path }) => path)
      : folders.map((folder) => join(folder, segment))
  }
  const pattern = templatePattern(template)
  return (await matching(tree, folders, { segment: last, kind: 'file' })).flatMap(({ path, text }) => {
    const match = pattern.exec(path)
    return match === null ? [] : [{ path, text, names: { ...match.groups } }]
  })
}

async function matching(
  tree: ConfigTree,
  folders: readonly string[],
  { segment, kind }: { readonly segment: string; readonly kind: FolderEntry['kind'] },
): Promise<{ path: string; text(): string }[]> {
  const wanted = templatePattern(segment)
  const listed = await tree.list(folders)
  return folders.flatMap((folder) =>
    (listed.get(folder) ?? [])
      .filter((entry) => entry.kind === kind && wanted.test(entry.name))
      .map((entry) => ({ path: join(folder, entry.name), text: entry.text })),
  )
}

function join(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`
}
