import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { lowerTree } from '@mfe-gitops/lower'
import { adaptForAct } from './act-syntax.ts'

/** Reusable workflows and actions that other repositories name, as a folder that act reads instead of fetching them. */
export interface Library {
  /** `owner/name`. */
  readonly repository: string
  /** Stands for the commit: a digest over what was exported. */
  readonly sha: string
  /** Refs under which callers name it, such as `v1`. */
  readonly refs: readonly string[]
  readonly directory: string
}

export interface LibraryOptions {
  /** Working tree of the library. */
  readonly root: string
  readonly repository: string
  readonly refs: readonly string[]
  /** Where the exported folder goes. */
  readonly to: string
}

/** Copies what a release would hold, lowered as a release lowers it: workflows, and each action's description and bundle. */
export function exportLibrary({ root, repository, refs, to }: LibraryOptions): Library {
  const paths = shippedPaths(root)
  const sha = digest(root, paths)
  const directory = join(to, sha)
  if (!existsSync(directory)) {
    mkdirSync(directory, { recursive: true })
    lowerTree(root, directory, { repository, sha, paths })
    adaptWorkflows(directory)
  }
  return { repository, sha, refs, directory }
}

/** Actions without a bundle, by name: they would fail in the middle of a run. */
export function missingBundles(root: string): string[] {
  return actionNames(root).filter((name) => !existsSync(join(root, 'actions', name, 'dist/index.js')))
}

/** Rewrites the workflows of an exported folder to what act reads. */
function adaptWorkflows(directory: string): void {
  for (const name of workflowNames(directory)) {
    const file = join(directory, workflowFolder, name)
    const text = readFileSync(file, 'utf8')
    const adapted = adaptForAct(text)
    if (adapted !== text) writeFileSync(file, adapted)
  }
}

export const workflowFolder = '.github/workflows'

export function workflowNames(directory: string): string[] {
  const folder = join(directory, workflowFolder)
  return existsSync(folder) ? readdirSync(folder).filter((name) => /\.ya?ml$/.test(name)) : []
}

function shippedPaths(root: string): string[] {
  const actions = actionNames(root).flatMap((name) => [`actions/${name}/action.yml`, `actions/${name}/dist`])
  return [workflowFolder, ...actions].filter((path) => existsSync(join(root, path)))
}

function actionNames(root: string): string[] {
  const folder = join(root, 'actions')
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'action.yml')))
    .sort()
}

function digest(root: string, paths: readonly string[]): string {
  const hash = createHash('sha1')
  for (const path of paths.flatMap((each) => listFiles(root, each))) {
    const content = readFileSync(join(root, path))
    hash.update(`${path}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

function listFiles(root: string, path: string): string[] {
  if (!statSync(join(root, path)).isDirectory()) return [path]
  return readdirSync(join(root, path))
    .sort()
    .flatMap((name) => listFiles(root, `${path}/${name}`))
}
