import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Lab } from '../../src/scenario/lab.ts'
import type { Organization } from '../../src/scenario/organization.ts'
import { defineScenario } from '../../src/scenario/scenario.ts'

interface Proposed {
  readonly commit: string
  readonly pullRequest: { readonly number: number }
}

export default defineScenario({
  name: 'canary',
  summary: 'A person gives a version to 10 of 100 visitors, to 50, and to everybody, by pull requests that the command line opens.',
  async run(lab) {
    const acme = await lab.organization({ eventDriven: true, rules: null })
    lab.github.setRules(acme.config, { branch: 'main', requiredChecks: ['gitops/deployment'] })
    for (const version of ['1.0.0', '1.1.0']) await acme.publish('cart', version)
    await lab.ended(await acme.sendOnly({ version: '1.0.0' }))
    await releasedBy(lab, acme, (commit) => commit !== null)
    assert.deepEqual(await countVersions(lab), { '1.0.0': 100 })

    const sha = (await lab.github.branchHead(acme.repository('cart'), 'main')) ?? ''
    const set = ['set', '--version', '1.1.0', '--percentage', '10', '--sha', sha, '--registry', lab.registry.url]
    await carryOut(lab, acme, set)
    assert.deepEqual(await countVersions(lab), { '1.0.0': 90, '1.1.0': 10 })
    await carryOut(lab, acme, ['raise', '--percentage', '50'])
    assert.deepEqual(await countVersions(lab), { '1.0.0': 50, '1.1.0': 50 })
    await carryOut(lab, acme, ['finish'])
    assert.deepEqual(await countVersions(lab), { '1.1.0': 100 })
    const live = await lab.target.table.read('staging#cart')
    assert.deepEqual([live?.version, live?.generation, live?.canary], ['1.1.0', 4, undefined])
  },
})

/** Runs `mfe canary`, merges the pull request that it opened once its check is green, and waits for the release. */
async function carryOut(lab: Lab, acme: Organization, args: readonly string[]): Promise<void> {
  lab.note(`mfe canary ${args[0]}`)
  const { commit, pullRequest } = await mfe(lab, acme, args)
  const isGreen = () => lab.github.statuses(acme.config, commit).some(({ state }) => state === 'success')
  await lab.waitFor('the check of the pull request', isGreen)
  const route = `PUT /repos/${acme.config}/pulls/${pullRequest.number}/merge`
  const { status, data } = await lab.rest(route, { sha: commit, merge_method: 'squash' }, acme.person.token)
  assert.equal(status, 200, JSON.stringify(data))
  await releasedBy(lab, acme, (pushed) => pushed === (data as { sha: string }).sha)
}

async function mfe(lab: Lab, acme: Organization, args: readonly string[]): Promise<Proposed> {
  const subject = ['--mfe', 'cart', '--environment', 'staging', '--repository', acme.config, '--json']
  const main = join(lab.root, 'packages/cli/src/main.ts')
  const env = {
    PATH: process.env.PATH,
    GH_TOKEN: acme.person.token,
    GITHUB_API_URL: lab.github.apiUrl,
    GITHUB_GRAPHQL_URL: lab.github.graphqlUrl,
    MFE_REGISTRY_TOKEN: lab.registry.readToken,
  }
  const { stdout } = await promisify(execFile)(process.execPath, [main, 'canary', ...args, ...subject], { env })
  return JSON.parse(stdout)
}

async function releasedBy(lab: Lab, { config }: Organization, isMeant: (commit: string | null) => boolean): Promise<void> {
  const release = await lab.waitFor('the release', () =>
    lab.github.runs.list(config).find(({ event, status, headSha }) => event === 'push' && status === 'completed' && isMeant(headSha)),
  )
  assert.equal(release.conclusion, 'success')
}

/** What each of the 100 buckets gets of the edge. */
async function countVersions(lab: Lab): Promise<Record<string, number>> {
  const { url } = await lab.edge('staging')
  const counts: Record<string, number> = {}
  for (let bucket = 0; bucket < 100; bucket++) {
    const answer = await fetch(`${url}/import-map.json`, { headers: { cookie: `mfe-bucket=${bucket}` } })
    const { imports } = (await answer.json()) as { imports: Record<string, string> }
    const version = /@([^/]+)\//.exec(imports['@mfe/cart'] ?? '')?.[1] ?? 'none'
    counts[version] = (counts[version] ?? 0) + 1
  }
  return counts
}
