import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findUses } from '@mfe-gitops/lower'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { workflowFolder, workflowNames } from './library.ts'
import { findStandIns } from './third-party.ts'
import { findTools, libraryRoot } from './tools.ts'

const examples = readdirSync(join(libraryRoot, 'examples')).map((name) => join('examples', name))
const workflows = ['.', ...examples].flatMap((folder) =>
  workflowNames(join(libraryRoot, folder)).map((name) => {
    const path = join(folder, workflowFolder, name)
    return { path, text: readFileSync(join(libraryRoot, path), 'utf8') }
  }),
)

interface Step {
  uses?: string
  with?: Record<string, unknown>
}

describe('stand-ins for third-party actions', () => {
  const { standIns } = findTools()
  const steps = workflows.flatMap(({ path, text }) => {
    const jobs = Object.values((parse(text) as { jobs: Record<string, { steps?: Step[] }> }).jobs)
    return jobs.flatMap(({ steps = [] }) => steps.map((step) => ({ path, ...step })))
  })

  it.each(
    steps.flatMap((step) =>
      Object.entries(findStandIns([`steps: [{ uses: '${step.uses ?? ''}' }]`], standIns)).map(([uses, folder]) => ({
        ...step,
        uses,
        folder,
      })),
    ),
  )('take what $path gives to $uses', ({ folder, with: given = {} }) => {
    const { inputs } = parse(readFileSync(join(folder, 'action.yml'), 'utf8')) as { inputs: Record<string, unknown> }
    expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(given)))
  })

  it('exist for every action of others that the shipped workflows use, but for those that act answers itself', () => {
    const shipped = workflows.filter(({ path }) => !/\/(?:ci|release)\.yml$/.test(path) || path.startsWith('examples'))
    const foreign = shipped.flatMap(({ text }) => {
      const found = findUses(text)
      return found.ok ? found.uses.filter(({ kind, value }) => kind === 'step' && !value.startsWith('$/')).map(({ value }) => value) : []
    })
    const known = findStandIns(
      shipped.map(({ text }) => text),
      standIns,
    )
    expect(foreign.filter((uses) => !(uses in known) && !uses.startsWith('actions/checkout@'))).toEqual([])
  })
})
