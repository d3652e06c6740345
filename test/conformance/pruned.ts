import type { DesiredState } from '@mfe-gitops/contract'
import type { LabAws } from '@mfe-gitops/lab'
import { expect } from 'vitest'
import { stringify } from 'yaml'
import { applyPrune } from '../../packages/prune/src/index.ts'
import { narrowGrants, roles } from '../../packages/targets/src/aws/calls.ts'
import { openAwsTarget } from '../../packages/targets/src/aws/index.ts'
import { PRUNE_MARKS } from '../../packages/targets/src/index.ts'
import { liveRow, metaOf, text } from '../../packages/targets/test/rows.ts'
import { desiredState } from '../harness/change-steps.ts'
import { configRepository, startChangeLab } from '../harness/config-repository.ts'
import { runMfe } from '../harness/run-mfe.ts'

const integrity = `sha512-${Buffer.alloc(64, 7).toString('base64')}`

/** Prunes one of two releases of `cart` on services that speak the protocols of AWS: once as a process, and once more to look at its calls. */
export async function expectPruned({ descriptor, env }: LabAws): Promise<void> {
  const staging = { url: 'https://staging.example.com', target: 'aws' }
  const lab = await startChangeLab({
    'gitops.yaml': stringify({ schema: 1, environments: { pruned: staging }, targets: { aws: descriptor } }),
    'environments/pruned/cart.yaml': desiredState('1.3.0', 4, integrity),
  })
  const made = new Set<string>()
  const target = await openAwsTarget(descriptor, env, { onCall: (call) => made.add(call) })
  const upload = async (key: string) => target.store.putIfAbsent(key, text(key), metaOf(text(key)))
  try {
    for (const [at, version] of ['1.0.0', '1.1.0', '1.2.0', '1.3.0'].entries()) {
      for (const name of ['index.js', 'mfe-manifest.json']) await upload(`cart/${version}/${name}`)
      await target.table.activate(liveRow({ environment: 'pruned', version, generation: at + 1 }))
    }
    const token = lab.github.createToken('octocat', {
      repositories: [configRepository],
      permissions: { contents: 'read', metadata: 'read' },
    })
    const github = { GITHUB_API_URL: lab.github.apiUrl, GITHUB_GRAPHQL_URL: lab.github.graphqlUrl, GH_TOKEN: token }
    const args = ['--mfe', 'cart', '--history', '2', '--keep-days', '0', '--apply', '--yes', '--json']
    const { exitCode, output, said } = await runMfe(['prune', '--repository', configRepository, ...args], { ...env, ...github })
    expect(exitCode, said).toBe(0)
    const pruned = ['1.0.0', '1.1.0'].map((version) => ({ mfe: 'cart', version, files: 2 }))
    expect(JSON.parse(output)).toMatchObject({ stores: [{ store: 's3://mfe-lab/mfe', removed: pruned, spared: [] }] })
    const left = (await target.store.list('cart/')).map(({ key }) => key)
    expect(left.filter((key) => /^cart\/1\.[01]\./.test(key))).toEqual([])
    expect(left.filter((key) => /^cart\/1\.[23]\./.test(key))).toHaveLength(4)

    await upload('cart/1.0.0/index.js')
    made.clear()
    const desired = new Map([['cart', { version: '1.3.0', generation: 4 } as DesiredState]])
    const environments = [{ environment: 'pruned', desired, table: target.table }]
    const readWanted = async () => ({ registered: new Set(['cart']), environments })
    const options = { run: 'calls', window: 2, unregistered: false }
    const again = await applyPrune({ ...target, readWanted, now: Date.now, say: () => {} }, [{ mfe: 'cart', version: '1.0.0' }], options)
    expect(again.removed).toMatchObject([{ version: '1.0.0', files: 1 }])
    // What it puts are marks, and it may put nothing else.
    expect([...made].filter((call) => !roles.prune.includes(call))).toEqual(['PutObject'])
    expect(narrowGrants.prune).toEqual([{ action: 's3:PutObject', resource: 'marks' }])
    expect(PRUNE_MARKS).toBe('mfe-pruning')
  } finally {
    await target.close()
    await lab.close()
  }
}
