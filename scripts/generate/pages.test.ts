import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { actionPages } from './action-pages.ts'
import { checkFiles, type Generated, writeFiles } from './generated-files.ts'
import { workflowPage } from './workflow-page.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'generate-'))
})
afterEach(() => rmSync(root, { recursive: true }))

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

function textOf({ files }: Generated, path: string): string | undefined {
  return files.find((file) => file.path === path)?.text
}

const readme =
  '# A\n\n<!-- generated:inputs -->\nold\n<!-- /generated:inputs -->\n\nkept\n\n<!-- generated:outputs -->\n<!-- /generated:outputs -->\n'

describe('the README of an action', () => {
  it('gets its tables between the markers, and keeps the rest', () => {
    put('actions/a/README.md', readme)
    put(
      'actions/a/action.yml',
      'inputs:\n  token: { description: "A token | secret\\nof GitHub.", required: true }\n  mode: { description: How., default: api }\noutputs:\n  url: { description: Where. }\n',
    )
    const generated = actionPages(root)
    expect(generated.problems).toEqual([])
    expect(textOf(generated, 'actions/a/README.md')).toBe(`# A

<!-- generated:inputs -->
| Input | Description | Required | Default |
| --- | --- | --- | --- |
| \`token\` | A token \\| secret of GitHub. | yes |  |
| \`mode\` | How. | no | \`api\` |
<!-- /generated:inputs -->

kept

<!-- generated:outputs -->
| Output | Description |
| --- | --- |
| \`url\` | Where. |
<!-- /generated:outputs -->
`)
  })

  it('is asked for when a description, a marker or the page itself is missing', () => {
    put('actions/a/README.md', '# A\n')
    put('actions/a/action.yml', 'inputs:\n  token: { required: true }\noutputs:\n  url:\n')
    put('actions/b/action.yml', 'name: B\n')
    put('actions/c/src/index.ts', '')
    const { problems } = actionPages(root)
    for (const part of [
      'a/action.yml: inputs.token',
      'a/action.yml: outputs.url',
      'a/README.md: no section for the inputs',
      'a/README.md: no section for the outputs',
      'b/README.md: missing',
    ]) {
      expect(
        problems.some((problem) => problem.includes(part)),
        part,
      ).toBe(true)
    }
    expect(problems).toHaveLength(5)
  })

  it('is stale until it is written', () => {
    put('actions/a/README.md', readme)
    put('actions/a/action.yml', 'name: A\n')
    const { files } = actionPages(root)
    expect(checkFiles(root, files)).toEqual([expect.stringContaining('actions/a/README.md: stale')])
    writeFiles(root, files)
    expect(checkFiles(root, actionPages(root).files)).toEqual([])
    expect(readFileSync(join(root, 'actions/a/README.md'), 'utf8')).toContain('None.')
  })
})

describe('the page of the reusable workflows', () => {
  const workflow = `name: Deploy
on:
  workflow_call:
    inputs:
      mfe: { description: Name., type: string, required: true }
    secrets:
      key: { description: Key., required: true }
    outputs:
      url: { description: Where., value: x }
permissions: {} # none
jobs:
  one:
    permissions:
      contents: read # read the config
`

  it('has a section per workflow that can be called, new ones at the end', () => {
    put('.github/workflows/deploy.yml', workflow)
    put('.github/workflows/ci.yml', 'on: [push]\njobs: {}\n')
    const generated = workflowPage(root)
    expect(generated.problems).toEqual([])
    const page = textOf(generated, 'docs/workflows.md')
    for (const line of [
      '## deploy.yml',
      '| `mfe` | Name. | string | yes |  |',
      '| `key` | Key. | yes |',
      '| `url` | Where. |',
      '| `one` | `contents: read` | read the config |',
    ]) {
      expect(page).toContain(line)
    }
    expect(page).not.toContain('ci.yml')
    writeFiles(root, generated.files)
    expect(checkFiles(root, workflowPage(root).files)).toEqual([])
  })

  it('is refused while a description or the reason of a permission is missing', () => {
    put('.github/workflows/deploy.yml', workflow.replace(' # read the config', '').replace('description: Name., ', ''))
    expect(workflowPage(root).problems).toEqual([
      '.github/workflows/deploy.yml: jobs.one.permissions.contents has no reason. Add a comment behind it.',
      '.github/workflows/deploy.yml: inputs.mfe has no description. Add one.',
    ])
  })
})

describe('a repository without actions and workflows', () => {
  it('gives no page of an action, and an empty page of workflows', () => {
    expect(actionPages(root)).toEqual({ files: [], problems: [] })
    expect(workflowPage(root)).toEqual({
      files: [{ path: 'docs/workflows.md', text: expect.stringMatching(/^# Reusable workflows/) }],
      problems: [],
    })
  })
})
