import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'

interface Step {
  readonly run?: string
  readonly uses?: string
}

interface Workflow {
  readonly on: object
  readonly concurrency?: unknown
  readonly permissions?: object
  readonly jobs: Readonly<Record<string, { readonly concurrency?: unknown; readonly steps?: readonly Step[] }>>
}

const folder = join(import.meta.dirname, '../../.github/workflows')
const shipped = readdirSync(folder)
  .map((name) => ({ name, workflow: parse(readFileSync(join(folder, name), 'utf8')) as Workflow }))
  .filter(({ workflow }) => 'workflow_call' in workflow.on)

describe('the workflows that others call', () => {
  it('are those of both sides', () => {
    expect(shipped.map(({ name }) => name)).toEqual(expect.arrayContaining(['deploy-mfe.yml', 'gitops-deploy.yml', 'gitops-merge.yml']))
  })

  it.each(shipped)('edge case 15, release case 33: $name has no concurrency group, which would drop what waits', ({ workflow }) => {
    expect([workflow, ...Object.values(workflow.jobs)].filter(({ concurrency }) => concurrency !== undefined)).toEqual([])
  })

  it.each(shipped)('edge case 16, release case 34: $name puts no expression into a shell', ({ workflow }) => {
    const scripts = Object.values(workflow.jobs).flatMap(({ steps = [] }) => steps.flatMap(({ run }) => (run === undefined ? [] : [run])))
    expect(scripts.filter((script) => script.includes('${{'))).toEqual([])
  })

  const releasing = shipped.flatMap(({ name, workflow }) =>
    Object.values(workflow.jobs)
      .map(({ steps = [] }) => steps.map(({ uses = '' }) => uses.replace(/^.*\/actions\//, '')))
      .filter((actions) => actions.includes('activate-version'))
      .map((actions) => ({ name, actions })),
  )
  it('release in more than one of them', () => expect(releasing.length).toBeGreaterThan(1))
  it.each(releasing)('release case 9, release case 25: $name uploads, then makes live, then purges, then reports', ({ actions }) => {
    const order = ['deploy-artifact', 'activate-version', 'invalidate-cache', 'report-deployment']
    expect(actions.filter((action) => order.includes(action))).toEqual(order)
  })

  const releases = shipped.filter(({ name }) => name === 'gitops-deploy.yml')
  it.each(releases)('edge case 44: $name releases in a job of the run that merged, so that no event has to start it', ({ workflow }) => {
    expect(Object.keys(workflow.jobs)).toEqual(['change', 'release'])
    expect(workflow.jobs.release).toMatchObject({ needs: 'change', if: expect.stringContaining('merge-commit') })
  })
})
