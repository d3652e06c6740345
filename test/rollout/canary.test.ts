import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEdge, type Edge, getsCanary } from '../../packages/edge/src/index.ts'
import { openTarget, type Target } from '../../packages/targets/src/index.ts'
import { check, merge, propose, succeeded } from '../harness/change-steps.ts'
import { type ChangeLab, configRepository, startChangeLab } from '../harness/config-repository.ts'
import { runMfe } from '../harness/run-mfe.ts'
import { packBuild, sampleFiles } from './packed-build.ts'

const path = 'environments/staging/cart.yaml'
const sha = 'c'.repeat(40)
const place = { mfe: 'cart', environment: 'staging' }
let lab: ChangeLab
let directory: string
let env: Record<string, string>
let target: Target
/** One edge for all tests: what it keeps has to be purged. */
let edge: Edge

beforeAll(async () => {
  lab = await startChangeLab()
  directory = join(lab.temp, 'target')
  const gitops = (await lab.github.readFile(configRepository, 'main', 'gitops.yaml')) ?? ''
  const files = { 'gitops.yaml': gitops.replace(/provider: local.*/, `provider: local\n    directory: ${directory}`) }
  await lab.github.commitFiles(configRepository, { message: 'Name the folder of the target', files })
  const integrity = await publish('1.0.0')
  for (const version of ['1.1.0', '1.2.0']) await publish(version)
  await release(await lab.github.commitFiles(configRepository, { message: '1.0.0', files: { [path]: desired(integrity) } }))
  const permissions = { contents: 'write', pull_requests: 'write', metadata: 'read' }
  const token = lab.github.createToken('octocat', { repositories: [configRepository], permissions })
  env = { GH_TOKEN: token, GITHUB_API_URL: lab.github.apiUrl, GITHUB_GRAPHQL_URL: lab.github.graphqlUrl }
  target = await openTarget({ provider: 'local', directory }, {})
  edge = createEdge({ environment: 'staging', store: target.store, table: target.table, cacheFeed: target.feed, now: Date.now })
})
afterAll(async () => {
  await target?.close()
  expect(lab.github.violations).toEqual([])
  await lab.close()
})

const publish = async (version: string) => lab.registry.publish('@acme/cart', version, await packBuild(sampleFiles(version)))

function desired(integrity: string): string {
  return `# Comments survive.
mfe: cart
version: 1.0.0
generation: 1
artifact: { source: npm, name: '@acme/cart', integrity: ${integrity} }
source: { repository: acme/cart, ref: refs/heads/main, sha: ${'b'.repeat(40)} }
cacheInvalidationKeys: [/cart/index.js, /import-map.json]
request: { id: ${'a'.repeat(64)}, user: octocat, timestamp: 2026-11-22T21:38:18.123Z, type: deploy-mfe-trigger }
`
}

/** `mfe canary` against the lab's GitHub; what it printed as JSON. */
async function mfe(...args: string[]) {
  const run = await runMfe(
    ['canary', ...args, '--mfe', 'cart', '--environment', 'staging', '--repository', configRepository, '--json'],
    env,
  )
  return { ...run, document: JSON.parse(run.output || '{}') }
}

const set = (version: string, percentage: number) =>
  mfe('set', '--version', version, '--percentage', String(percentage), '--sha', sha, '--registry', lab.registry.url)

interface Carried {
  readonly before: string
  readonly commit: string
  readonly steps: Record<string, object>
}

/** Checks and merges the pull request that a command opened, and releases the merge commit. */
async function carryOut(opened: Awaited<ReturnType<typeof mfe>>): Promise<Carried> {
  expect(opened.exitCode, opened.said).toBe(0)
  expect(opened.document.outcome).toBe('proposed')
  const { pullRequest, commit: head, branch } = opened.document
  const repository = { full_name: configRepository }
  const event = { pull_request: { head: { ref: branch, repo: repository } }, repository }
  const change = { head, 'pull-request': String(pullRequest.number) }
  expect(succeeded(await lab.run('check-deployment', change, event)).passed).toBe('true')
  const before = (await lab.github.branchHead(configRepository, 'main')) ?? ''
  const commit = succeeded(await lab.run('auto-merge', change))['merge-commit'] ?? ''
  return { before, commit, steps: await release(commit) }
}

/** The release as gitops-release.yml wires it; the steps as its report reads them. */
async function release(commit: string): Promise<Carried['steps']> {
  const artifact = succeeded(await lab.run('deploy-artifact', { commit, ...place }))
  const { name: _, url: _url, ...handedOver } = artifact
  const live = succeeded(await lab.run('activate-version', { ...handedOver, ...place }))
  const { 'cache-invalidation-keys': keys = '', target: descriptor = '', 'request-id': id, generation } = artifact
  const purge = succeeded(await lab.run('invalidate-cache', { target: descriptor, keys, reference: `${id}-${generation}` }))
  const step = (outputs: object) => ({ outcome: 'success', outputs })
  return { artifact: step(artifact), live: step(live), purge: step(purge) }
}

/** What gitops-release finds in the push, and what it reports. */
async function report({ before, commit, steps }: Carried): Promise<string> {
  const onPush = { env: { GITHUB_EVENT_NAME: 'push', GITHUB_SHA: commit } }
  const plan = await lab.run('check-deployment', { base: before, head: commit, 'post-status': 'false' }, undefined, onPush)
  const [matrix] = JSON.parse(succeeded(plan).deployments ?? '[]')
  expect(matrix).toMatchObject(place)
  const inputs = { steps: JSON.stringify(steps), change: JSON.stringify(matrix), upload: 'never' }
  const reported = await lab.run('report-deployment', inputs, undefined, onPush)
  expect(succeeded(reported)).toMatchObject({ outcome: 'deployed' })
  return reported.summary
}

/** The versions that the 100 buckets get, by the import map and by the entry. */
async function served(): Promise<string[]> {
  const get = async (url: string, bucket: number) => {
    const { status, body } = await edge.handle({ method: 'GET', path: url, headers: { cookie: `mfe-bucket=${bucket}` } })
    expect(status).toBe(200)
    return new TextDecoder().decode(body ?? undefined)
  }
  return Promise.all(
    Array.from({ length: 100 }, async (_, bucket) => {
      const version = /version = '(.*)'/.exec(await get('/cart/index.js', bucket))?.[1] ?? ''
      expect(JSON.parse(await get('/import-map.json', bucket)).imports['@mfe/cart']).toContain(`@${version}/`)
      return version
    }),
  )
}

function split(percentage: number, canary: string, stable: string): string[] {
  return Array.from({ length: 100 }, (_, bucket) => (getsCanary(bucket, { mfe: 'cart', percentage }) ? canary : stable))
}

const fileNow = async () => (await lab.github.readFile(configRepository, 'main', path)) ?? ''

describe('a canary, from the command line to the visitors', () => {
  it('release case 24: goes from 10 to 50 of 100 visitors and then to everybody', async () => {
    const before = await fileNow()
    expect(await report(await carryOut(await set('1.1.0', 10)))).toContain('| Canary | `1.1.0` for 10 of 100 visitors |')
    expect((await fileNow()).startsWith(before.replace('generation: 1\n', 'generation: 2\n'))).toBe(true)
    const first = await served()
    expect(first.filter((version) => version === '1.1.0')).toHaveLength(10)
    expect(first).toEqual(split(10, '1.1.0', '1.0.0'))

    await carryOut(await mfe('raise', '--percentage', '50'))
    const second = await served()
    expect(second.filter((version) => version === '1.1.0')).toHaveLength(50)
    for (const [bucket, version] of first.entries()) if (version === '1.1.0') expect(second[bucket]).toBe('1.1.0')

    const status = await mfe('status', '--live')
    const share = { version: '1.1.0', percentage: 50 }
    expect(status.document).toMatchObject({ desired: { version: '1.0.0', canary: share }, live: { generation: 3, canary: share } })

    await carryOut(await mfe('finish'))
    expect(new Set(await served())).toEqual(new Set(['1.1.0']))
    expect(await fileNow()).not.toContain('canary')
    expect(await fileNow()).toContain(sha)
    expect(await target.table.read('staging#cart')).toMatchObject({ version: '1.1.0', generation: 4 })
  })

  it('release case 24: an aborted one is gone for everybody, and a repeat of a command changes nothing', async () => {
    const before = await fileNow()
    const opened = await set('1.2.0', 25)
    expect((await set('1.2.0', 25)).document).toEqual(opened.document)
    await carryOut(opened)
    expect(await served()).toEqual(split(25, '1.2.0', '1.1.0'))
    await carryOut(await mfe('abort'))
    expect(new Set(await served())).toEqual(new Set(['1.1.0']))
    expect(await fileNow()).toBe(before.replace('generation: 4\n', 'generation: 6\n'))
    expect((await target.table.history('staging#cart')).map(({ canary }) => canary?.percentage)).toEqual([
      undefined,
      25,
      undefined,
      50,
      10,
      undefined,
    ])
  })

  it('release case 24: ends when another version is deployed, in the same change', async () => {
    const canary = { version: '1.2.0', percentage: 5, artifact: { source: 'npm', name: '@acme/cart', integrity: await publish('1.2.0') } }
    const text = `${await fileNow()}canary: ${JSON.stringify(canary)}\n`
    await lab.github.commitFiles(configRepository, { message: 'Set a canary', files: { [path]: text } })
    const request = lab.request({ version: '1.3.0', sha })
    const proposal = await propose(lab, request)
    expect(JSON.parse(proposal.updated.changes ?? '[]')).toContainEqual(expect.objectContaining({ path: 'canary', from: canary, to: null }))
    succeeded(await check(lab, proposal))
    succeeded(await merge(lab, proposal))
    expect(await fileNow()).toMatch(/version: 1\.3\.0/)
    expect(await fileNow()).not.toContain('canary')
  })
})
