import { expect } from 'vitest'
import { createEdge } from '../../packages/edge/src/index.ts'
import { openTarget, type Target } from '../../packages/targets/src/index.ts'
import { succeeded } from '../harness/change-steps.ts'
import { type ChangeLab, configRepository, nameTargetFolder, startChangeLab } from '../harness/config-repository.ts'
import { runMfe } from '../harness/run-mfe.ts'
import { packBuild, sampleFiles } from './packed-build.ts'

/** The desired state that everything here is about. */
export const stateFile = 'environments/staging/cart.yaml'
const place = { mfe: 'cart', environment: 'staging' }

/** What became of a pull request that a command opened. */
export interface Carried {
  /** Tip of main before the merge, and the merge commit. */
  readonly before: string
  readonly commit: string
  readonly steps: Record<string, object>
}

export type MfeAnswer = Awaited<ReturnType<CanaryLab['mfe']>>

/** A config repository with cart 1.0.0 live in staging, the command line in front of it and one edge behind it. */
export class CanaryLab {
  readonly lab: ChangeLab
  readonly target: Target
  private readonly env: Record<string, string>
  private readonly edge: ReturnType<typeof createEdge>

  private constructor(lab: ChangeLab, target: Target) {
    this.lab = lab
    this.target = target
    const permissions = { contents: 'write', pull_requests: 'write', metadata: 'read' }
    const token = lab.github.createToken('octocat', { repositories: [configRepository], permissions })
    this.env = { GH_TOKEN: token, GITHUB_API_URL: lab.github.apiUrl, GITHUB_GRAPHQL_URL: lab.github.graphqlUrl }
    // One edge for all: what it keeps has to be purged.
    this.edge = createEdge({ environment: 'staging', store: target.store, table: target.table, cacheFeed: target.feed, now: Date.now })
  }

  static async start(): Promise<CanaryLab> {
    const lab = await startChangeLab()
    const directory = await nameTargetFolder(lab)
    const own = new CanaryLab(lab, await openTarget({ provider: 'local', directory }, {}))
    await own.release(await own.write(firstState(await own.publish('1.0.0'))))
    return own
  }

  async close(): Promise<void> {
    await this.target.close()
    await this.lab.close()
  }

  async publish(version: string): Promise<string> {
    return this.lab.registry.publish('@acme/cart', version, await packBuild(sampleFiles(version)))
  }

  async state(): Promise<string> {
    return (await this.lab.github.readFile(configRepository, 'main', stateFile)) ?? ''
  }

  /** Commits a desired state without asking anybody. */
  write(text: string): Promise<string> {
    return this.lab.github.commitFiles(configRepository, { message: 'By hand', files: { [stateFile]: text } })
  }

  /** `mfe canary` against the lab's GitHub, with what it printed as JSON. */
  async mfe(...args: string[]) {
    const at = ['--mfe', place.mfe, '--environment', place.environment, '--repository', configRepository, '--json']
    const run = await runMfe(['canary', ...args, ...at], this.env)
    return { ...run, document: JSON.parse(run.output || '{}') }
  }

  /** Checks and merges the pull request that a command opened, and releases the merge commit. */
  async carryOut(opened: MfeAnswer): Promise<Carried> {
    expect(opened.exitCode, opened.said).toBe(0)
    expect(opened.document.outcome).toBe('proposed')
    const { pullRequest, commit: head, branch } = opened.document
    const repository = { full_name: configRepository }
    const event = { pull_request: { head: { ref: branch, repo: repository } }, repository }
    const change = { head, 'pull-request': String(pullRequest.number) }
    expect(succeeded(await this.lab.run('check-deployment', change, event)).passed).toBe('true')
    const before = (await this.lab.github.branchHead(configRepository, 'main')) ?? ''
    const commit = succeeded(await this.lab.run('auto-merge', change))['merge-commit'] ?? ''
    return { before, commit, steps: await this.release(commit) }
  }

  upload(commit: string) {
    return this.lab.run('deploy-artifact', { commit, ...place })
  }

  /** The release as gitops-release.yml wires it; the steps as its report reads them. */
  private async release(commit: string): Promise<Carried['steps']> {
    const artifact = succeeded(await this.upload(commit))
    const { name: _, url: _url, ...handedOver } = artifact
    const live = succeeded(await this.lab.run('activate-version', { ...handedOver, ...place }))
    const { 'cache-invalidation-keys': keys = '', target: descriptor = '', 'request-id': id, generation } = artifact
    const purge = succeeded(await this.lab.run('invalidate-cache', { target: descriptor, keys, reference: `${id}-${generation}` }))
    const step = (outputs: object) => ({ outcome: 'success', outputs })
    return { artifact: step(artifact), live: step(live), purge: step(purge) }
  }

  /** What gitops-release finds in the push, and the summary of what it reports. */
  async report({ before, commit, steps }: Carried): Promise<string> {
    const onPush = { env: { GITHUB_EVENT_NAME: 'push', GITHUB_SHA: commit } }
    const plan = await this.lab.run('check-deployment', { base: before, head: commit, 'post-status': 'false' }, undefined, onPush)
    const [matrix] = JSON.parse(succeeded(plan).deployments ?? '[]')
    expect(matrix).toMatchObject(place)
    const inputs = { steps: JSON.stringify(steps), change: JSON.stringify(matrix), upload: 'never' }
    const reported = await this.lab.run('report-deployment', inputs, undefined, onPush)
    expect(succeeded(reported)).toMatchObject({ outcome: 'deployed' })
    return reported.summary
  }

  /** The versions that the 100 buckets get, by the import map and by the entry. */
  served(): Promise<string[]> {
    return Promise.all(
      Array.from({ length: 100 }, async (_, bucket) => {
        const version = /version = '(.*)'/.exec(await this.get('/cart/index.js', bucket))?.[1] ?? ''
        expect(JSON.parse(await this.get('/import-map.json', bucket)).imports['@mfe/cart']).toContain(`@${version}/`)
        return version
      }),
    )
  }

  private async get(path: string, bucket: number): Promise<string> {
    const { status, body } = await this.edge.handle({ method: 'GET', path, headers: { cookie: `mfe-bucket=${bucket}` } })
    expect(status).toBe(200)
    return new TextDecoder().decode(body ?? undefined)
  }
}

function firstState(integrity: string): string {
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
