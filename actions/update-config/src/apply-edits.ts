import { readFile, writeFile } from 'node:fs/promises'
import { ActionError, type Outputs, type Ports, repositoryName } from '@mfe-gitops/action-kit'
import { changesText, commitChange } from '@mfe-gitops/change'
import { type Change, editYaml } from '@mfe-gitops/config-edit'
import { changeSummary } from '@mfe-gitops/config-repository'
import { readSnapshot } from '@mfe-gitops/github'
import type { FileEdit } from './file-edits.ts'
import type { UpdateConfigInputs } from './inputs.ts'
import { localPath } from './local-file.ts'
import { newBranch } from './new-branch.ts'

interface EditedFile {
  readonly path: string
  readonly contents: string
  readonly changes: readonly (Change & { file: string })[]
}

/** Edits any YAML or JSON files, in the working directory or on a new branch. Either every file can be edited, or none is written. */
export async function applyEdits(inputs: UpdateConfigInputs, ports: Ports): Promise<Outputs> {
  const paths = [...new Set(inputs.edits.map(({ file }) => file))]
  if (inputs.mode === 'local') {
    const texts = Object.fromEntries(
      await Promise.all(paths.map(async (path) => [path, await readLocal(inputs.workingDirectory, path)] as const)),
    )
    const edited = editFiles(texts, inputs.edits)
    for (const { path, contents } of edited) await writeFile(localPath(inputs.workingDirectory, path), contents)
    return describe(edited)
  }
  const github = ports.github(inputs.token ?? '')
  const repository = repositoryName(inputs.repository)
  const base = await readSnapshot(github, { ...repository, ref: inputs.base, paths })
  const edited = editFiles(base.files, inputs.edits)
  if (edited.length === 0) return { ...describe(edited), 'merge-commit': base.commit, 'base-commit': base.commit }
  const branch = newBranch(inputs.branch ?? '', [base.defaultBranch, inputs.base])
  const headline = inputs.message ?? `Update ${edited.map(({ path }) => path).join(', ')}`
  const changes = edited.flatMap((file) => file.changes)
  const message = { headline, body: changesText(changes) }
  const change = { repository, repositoryId: base.repositoryId, branch, base: base.commit, message, additions: edited, isOwnBranch: false }
  const commit = await commitChange(github, change, ports)
  ports.log.info(`Committed ${commit} on ${branch}:\n${changeSummary(changes)}`)
  return { ...describe(edited), branch, 'base-commit': base.commit, commit }
}

/** The files whose text changes; throws before anything is written when one cannot be edited. */
export function editFiles(texts: Readonly<Record<string, string | null>>, edits: readonly FileEdit[]): EditedFile[] {
  return Object.entries(texts).flatMap(([path, text]) => {
    if (text === null) throw new ActionError('edit-refused', `${path}: there is no such file. Check "edits".`)
    const result = editYaml(
      text,
      edits.filter(({ file }) => file === path),
    )
    if (!result.ok) throw new ActionError('edit-refused', `${path}: ${result.message}`)
    return result.text === text
      ? []
      : [{ path, contents: result.text, changes: result.changes.map((change) => ({ ...change, file: path })) }]
  })
}

function describe(edited: readonly EditedFile[]): Outputs {
  return { changed: edited.length > 0, changes: edited.flatMap(({ changes }) => changes), files: edited.map(({ path }) => path) }
}

async function readLocal(root: string, path: string): Promise<string | null> {
  return readFile(localPath(root, path), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw new ActionError('edit-refused', `${path} could not be read: ${error.code ?? error.message}.`, { cause: error })
  })
}
