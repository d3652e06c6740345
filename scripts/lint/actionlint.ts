import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { findUses } from '../../packages/lower/src/index.ts'
import { complaints, root } from './command.ts'

const workflows = '.github/workflows'

/** A repository below this one: the library itself (`.`) or an example. */
type Repository = string

/**
 * Runs actionlint on the library's workflows and on those of every example. actionlint 1.7.12 does not know `$/` and reads no
 * other repository, so it gets copies in which both are local references: it then checks the inputs, outputs and secrets of
 * every action and every called workflow as well, which an ignored message would not.
 */
export async function actionlint(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'actionlint-'))
  try {
    const repositories = ['.', ...readdirSync(join(root, 'examples')).map((name) => `examples/${name}`)]
    const found = await Promise.all(
      repositories.filter(hasWorkflows).map((repository, index) => lintRepository(repository, join(folder, String(index)))),
    )
    return found.filter((text) => text !== '').join('\n')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function lintRepository(repository: Repository, tree: string): Promise<string> {
  mkdirSync(join(tree, '.git'), { recursive: true }) // actionlint takes the folder that holds .git for the project
  copyActions(tree)
  copyWorkflows('.', tree)
  const files = copyWorkflows(repository, tree)
  const config = join(root, '.github/actionlint.yaml')
  const args = ['-no-color', '-oneline', ...(existsSync(config) ? ['-config-file', config] : []), ...files]
  const output = await complaints('actionlint', args, tree)
  return repository === '.' ? output : output.replaceAll(workflows, `${repository}/${workflows}`)
}

function copyActions(tree: string): void {
  for (const name of readdirSync(join(root, 'actions'))) {
    const file = join('actions', name, 'action.yml')
    if (!existsSync(join(root, file))) continue
    write(join(tree, file), readFileSync(join(root, file), 'utf8'))
    write(join(tree, 'actions', name, 'dist/index.js'), '') // actionlint looks whether it is there; the bundle gate builds it
  }
}

function copyWorkflows(repository: Repository, tree: string): string[] {
  const names = readdirSync(join(root, repository, workflows)).filter((name) => /\.ya?ml$/.test(name))
  return names.map((name) => {
    write(join(tree, workflows, name), localise(readFileSync(join(root, repository, workflows, name), 'utf8')))
    return join(workflows, name)
  })
}

/** `$/path` and `org/gitops/path@v1` become `./path`, on the same line. */
export function localise(text: string): string {
  const found = findUses(text)
  if (!found.ok) return text // actionlint says it better
  return found.uses.reduceRight((patched, { value, start, end }) => {
    const path = /^\$\/(.+)$/.exec(value)?.[1] ?? /^org\/gitops\/(.+)@v1$/.exec(value)?.[1]
    return path === undefined ? patched : `${patched.slice(0, start)}./${path}${patched.slice(end)}`
  }, text)
}

function hasWorkflows(repository: Repository): boolean {
  return existsSync(join(root, repository, workflows))
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}
