import { join } from 'node:path'
import { type Generated, listFolder, readIfPresent } from './generated-files.ts'
import { closing, emptySection, opening, replaceSection } from './marked-sections.ts'
import { describeWorkflow } from './workflow-interface.ts'
import { workflowTables } from './workflow-tables.ts'

const page = 'docs/workflows.md'
const preface = `# Reusable workflows

Inputs, secrets, outputs and permissions of the workflows that other repositories call. The tables come from the workflow files.
`

/** One section per reusable workflow in docs/workflows.md; a workflow that has none yet gets one at the end. */
export function workflowPage(root: string): Generated {
  const problems: string[] = []
  let text = readIfPresent(join(root, page)) ?? preface
  for (const file of listFolder(join(root, '.github/workflows')).filter((name) => /\.ya?ml$/.test(name))) {
    const source = readIfPresent(join(root, '.github/workflows', file)) ?? ''
    const workflow = describeWorkflow(source, `.github/workflows/${file}`)
    if (workflow === null) continue
    problems.push(...workflow.problems)
    const section = `workflow ${file.replace(/\.ya?ml$/, '')}`
    if (!text.includes(opening(section))) text = `${text.trimEnd()}\n\n## ${file}\n\n${emptySection(section)}\n`
    const replaced = replaceSection(text, section, workflowTables(workflow))
    if (replaced === null) problems.push(`${page}: section "${section}" is not closed. Add ${closing(section)}`)
    text = replaced ?? text
  }
  return { files: [{ path: page, text }], problems }
}
