import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createPullRequest } from '../../packages/github/src/index.ts'
import { desiredState, succeeded } from '../harness/change-steps.ts'
import { type ChangeLab, configRepository, startChangeLab } from '../harness/config-repository.ts'
import type { ActionRun } from '../harness/run-action.ts'

let lab: ChangeLab
const start = async (files: Record<string, string> = {}) => {
  lab = await startChangeLab(files)
}
afterEach(async () => {
  expect(lab.github.violations).toEqual([])
  await lab.close()
})

const repository = { full_name: configRepository }
const commit = (branch: string, files: Record<string, string>) =>
  lab.github.commitFiles(configRepository, { branch, message: 'By hand', files })

/** The check as gitops-merge runs it for a person's pull request. */
async function checkPull(files: Record<string, string>, source: string | null = configRepository): Promise<ActionRun & { head: string }> {
  const head = await commit('by-hand', files)
  const wanted = { owner: 'acme', repo: 'gitops-config', head: 'by-hand', base: 'main', title: 'By hand', body: '' }
  const created = await createPullRequest(lab.person, wanted)
  const number = created.kind === 'created' ? String(created.number) : ''
  const event = { pull_request: { head: { ref: 'by-hand', repo: source && { full_name: source } } }, repository }
  return { ...(await lab.run('check-deployment', { head, 'pull-request': number }, event)), head }
}
const status = (sha: string) => lab.github.statuses(configRepository, sha)[0]
const codes = ({ outputs }: ActionRun): string[] => JSON.parse(outputs.reasons ?? '[]').map(({ code }: { code: string }) => code)
const registered = async (mfe: string) =>
  ((await lab.github.readFile(configRepository, 'main', 'mfes/search.yaml')) ?? '').replaceAll('search', mfe)

/** A desired state of any MFE whose package is published. */
function stateOf(mfe: string, version: string): string {
  return desiredState(version, 1, lab.registry.publish(`@acme/${mfe}`, version)).replaceAll(/\bcart\b/g, mfe)
}

describe("a person's pull request", () => {
  beforeEach(() => start())

  it('that registers a new micro-frontend passes, with no desired state in sight', async () => {
    const run = await checkPull({ 'mfes/banner.yaml': await registered('banner') })
    expect(succeeded(run)).toMatchObject({ passed: 'true', deployments: '[]' })
    expect(status(run.head)).toMatchObject({ state: 'success', description: 'Passed: schema' })
  })

  it('that registers it wrongly fails, with file and line', async () => {
    const run = await checkPull({ 'mfes/banner.yaml': (await registered('banner')).replace('schema: 1', 'schema: 1\nwrkflow: x') })
    expect(codes(run)).toEqual(['registration-invalid'])
    expect(run.log).toContain('mfes/banner.yaml')
    expect(status(run.head)).toMatchObject({ state: 'failure' })
  })

  it('that deploys two micro-frontends is checked for both', async () => {
    const files = {
      'environments/staging/cart.yaml': stateOf('cart', '1.0.0'),
      'environments/staging/search.yaml': stateOf('search', '2.0.0'),
    }
    const run = await checkPull(files)
    expect(
      JSON.parse(succeeded(run).deployments ?? '').map(({ mfe, version }: { mfe: string; version: string }) => `${mfe} ${version}`),
    ).toEqual(['cart 1.0.0', 'search 2.0.0'])
  })

  it('of which one deployment is bad fails, and names it', async () => {
    const bad = stateOf('search', '2.0.0').replace('version: 2.0.0', 'version: 9.9.9')
    const run = await checkPull({ 'environments/staging/cart.yaml': stateOf('cart', '1.0.0'), 'environments/staging/search.yaml': bad })
    expect(codes(run)).toEqual(['artifact-not-found'])
    expect(run.log).toContain('@acme/search')
  })

  it('that sets a canary is checked for its artifact as for that of the version', async () => {
    const file = 'environments/staging/cart.yaml'
    const integrity = lab.registry.publish('@acme/cart', '1.1.0')
    await commit('main', { [file]: stateOf('cart', '1.0.0') })
    const base = stateOf('cart', '1.0.0').replace('generation: 1', 'generation: 2')
    const state = (version: string, digest: string) =>
      `${base}canary: { version: ${version}, percentage: 10, artifact: { source: npm, name: '@acme/cart', integrity: ${digest} } }\n`
    expect(succeeded(await checkPull({ [file]: state('1.1.0', integrity) })).passed).toBe('true')
    const swapped = await checkPull({ [file]: state('1.1.0', lab.registry.publish('@acme/other', '1.1.0')) })
    expect(codes(swapped)).toEqual(['integrity-mismatch'])
    expect(swapped.log).toContain(`${file}: canary.artifact.integrity`)
    expect(codes(await checkPull({ [file]: state('9.9.9', integrity) }))).toEqual(['artifact-not-found'])
  })

  it.each([['mallory/gitops-config'], [null]])('from the fork %s is checked without a status, and told why', async (source) => {
    const run = await checkPull({ 'mfes/banner.yaml': await registered('banner') }, source)
    expect(succeeded(run).passed).toBe('true')
    expect(run.log).toMatch(/^::warning::This pull request comes from a fork\./m)
    expect(status(run.head)).toBeUndefined()
  })
})

describe('a merge group', () => {
  beforeEach(() => start())

  it('edge case 41: is checked between its base and its head, whatever it holds', async () => {
    const base = (await lab.github.branchHead(configRepository, 'main')) ?? ''
    const files = { 'environments/staging/cart.yaml': stateOf('cart', '1.0.0'), 'mfes/banner.yaml': await registered('banner') }
    const head = await commit('gh-readonly-queue/main/pr-7', files)
    const run = await lab.run('check-deployment', { base, head, 'pull-request': '' }, { merge_group: { head_sha: head }, repository })
    expect(JSON.parse(succeeded(run).deployments ?? '')).toMatchObject([{ mfe: 'cart', version: '1.0.0' }])
    expect(status(head)).toMatchObject({ state: 'success' })
  })
})

describe('one file for all micro-frontends', () => {
  const shared = 'environments/staging.yaml'
  const entry = (mfe: string, version: string) => `  ${mfe}:\n${stateOf(mfe, version).replaceAll(/^(?=.)/gm, '    ')}`

  it('is checked value by value: what a person changes, and nothing else', async () => {
    await start()
    const config = (await lab.github.readFile(configRepository, 'main', 'gitops.yaml')) ?? ''
    const layout = `${config}\ndesiredState:\n  path: environments/{environment}.yaml\n  key: [mfes, '{mfe}']\n`
    const before = `mfes:\n${entry('cart', '1.0.0')}${entry('search', '1.0.0')}`
    await commit('main', { 'gitops.yaml': layout, [shared]: before })
    const newer = entry('search', '1.1.0').replace('generation: 1', 'generation: 2')
    const run = await checkPull({ [shared]: `mfes:\n${entry('cart', '1.0.0')}${newer}` })
    expect(JSON.parse(succeeded(run).deployments ?? '')).toMatchObject([{ mfe: 'search', file: shared, version: '1.1.0', generation: 2 }])
  })
})
