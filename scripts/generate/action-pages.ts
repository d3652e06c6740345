import { join } from 'node:path'
import { parse } from 'yaml'
import { type Generated, listFolder, readIfPresent } from './generated-files.ts'
import { codeSpan, table } from './markdown-table.ts'
import { emptySection, replaceSection } from './marked-sections.ts'

interface ActionFile {
  inputs?: Record<string, { description?: string; required?: boolean; default?: unknown }> | null
  outputs?: Record<string, { description?: string }> | null
}

/** The tables of inputs and outputs in the README of every action; the action.yml is the single source. */
export function actionPages(root: string): Generated {
  const parts = listFolder(join(root, 'actions')).map((name) => actionPage(root, name))
  return { files: parts.flatMap((part) => part.files), problems: parts.flatMap((part) => part.problems) }
}

function actionPage(root: string, name: string): Generated {
  const path = `actions/${name}/README.md`
  const source = readIfPresent(join(root, 'actions', name, 'action.yml'))
  if (source === null) return { files: [], problems: [] }
  const action = parse(source) as ActionFile
  const page = readIfPresent(join(root, path))
  if (page === null)
    return {
      files: [],
      problems: [
        `${path}: missing. Write it, with sections for the generated tables: ${emptySection('inputs')} ${emptySection('outputs')}`,
      ],
    }
  const problems = missingDescriptions(name, action)
  let text = page
  for (const [section, content] of Object.entries({ inputs: inputTable(action), outputs: outputTable(action) })) {
    const replaced = replaceSection(text, section, content)
    if (replaced === null) problems.push(`${path}: no section for the ${section}. Add ${emptySection(section)}`)
    text = replaced ?? text
  }
  return { files: [{ path, text }], problems }
}

function missingDescriptions(name: string, action: ActionFile): string[] {
  return (['inputs', 'outputs'] as const).flatMap((kind) =>
    Object.entries(action[kind] ?? {})
      .filter(([, entry]) => !entry?.description?.trim())
      .map(([key]) => `actions/${name}/action.yml: ${kind}.${key} has no description. Add one.`),
  )
}

function inputTable({ inputs }: ActionFile): string {
  const rows = Object.entries(inputs ?? {}).map(([key, input]) => [
    codeSpan(key),
    input?.description ?? '',
    input?.required ? 'yes' : 'no',
    input?.default === undefined ? '' : codeSpan(String(input.default)),
  ])
  return rows.length === 0 ? 'None.' : table(['Input', 'Description', 'Required', 'Default'], rows)
}

function outputTable({ outputs }: ActionFile): string {
  const rows = Object.entries(outputs ?? {}).map(([key, output]) => [codeSpan(key), output?.description ?? ''])
  return rows.length === 0 ? 'None.' : table(['Output', 'Description'], rows)
}
