import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { getsCanary } from '../../packages/edge/src/index.ts'
import { check, merge, propose, succeeded } from '../harness/change-steps.ts'
import { CanaryLab } from './canary-lab.ts'
import { packBuild } from './packed-build.ts'

const sha = 'c'.repeat(40)
let cart: CanaryLab
beforeAll(async () => {
  cart = await CanaryLab.start()
  for (const version of ['1.1.0', '1.2.0']) await cart.publish(version)
})
afterAll(async () => {
  expect(cart?.lab.github.violations).toEqual([])
  await cart?.close()
})

const set = (version: string, percentage: number) =>
  cart.mfe('set', '--version', version, '--percentage', String(percentage), '--sha', sha, '--registry', cart.lab.registry.url)

async function writeCanary(version: string): Promise<string> {
  const canary = { version, percentage: 5, artifact: { source: 'npm', name: '@acme/cart', integrity: await cart.publish(version) } }
  return cart.write(`${await cart.state()}canary: ${JSON.stringify(canary)}\n`)
}

function split(percentage: number, canary: string, stable: string): string[] {
  return Array.from({ length: 100 }, (_, bucket) => (getsCanary(bucket, { mfe: 'cart', percentage }) ? canary : stable))
}

describe('a canary, from the command line to the visitors', () => {
  it('release case 24: goes from 10 to 50 of 100 visitors and then to everybody', async () => {
    const before = await cart.state()
    const summary = await cart.report(await cart.carryOut(await set('1.1.0', 10)))
    expect(summary).toContain('| Canary | `1.1.0` for 10 of 100 visitors |')
    expect((await cart.state()).startsWith(before.replace('generation: 1\n', 'generation: 2\n'))).toBe(true)
    const first = await cart.served()
    expect(first.filter((version) => version === '1.1.0')).toHaveLength(10)
    expect(first).toEqual(split(10, '1.1.0', '1.0.0'))

    await cart.carryOut(await cart.mfe('raise', '--percentage', '50'))
    const second = await cart.served()
    expect(second.filter((version) => version === '1.1.0')).toHaveLength(50)
    for (const [bucket, version] of first.entries()) if (version === '1.1.0') expect(second[bucket]).toBe('1.1.0')

    const { document } = await cart.mfe('status', '--live')
    const canary = { version: '1.1.0', percentage: 50 }
    expect(document).toMatchObject({ desired: { version: '1.0.0', canary }, live: { generation: 3, canary } })

    await cart.carryOut(await cart.mfe('finish'))
    expect(new Set(await cart.served())).toEqual(new Set(['1.1.0']))
    expect(await cart.state()).not.toContain('canary')
    expect(await cart.state()).toContain(sha)
    expect(await cart.target.table.read('staging#cart')).toMatchObject({ version: '1.1.0', generation: 4 })
  })

  it('release case 24: an aborted one is gone for everybody, and a repeat of a command changes nothing', async () => {
    const before = await cart.state()
    const opened = await set('1.2.0', 25)
    expect((await set('1.2.0', 25)).document).toEqual(opened.document)
    await cart.carryOut(opened)
    expect(await cart.served()).toEqual(split(25, '1.2.0', '1.1.0'))
    await cart.carryOut(await cart.mfe('abort'))
    expect(new Set(await cart.served())).toEqual(new Set(['1.1.0']))
    expect(await cart.state()).toBe(before.replace('generation: 4\n', 'generation: 6\n'))
    const history = await cart.target.table.history('staging#cart')
    expect(history.map(({ canary }) => canary?.percentage ?? 0)).toEqual([0, 25, 0, 50, 10, 0])
  })

  it('R10: one whose package was swapped after the merge is not released, and everybody gets what they got', async () => {
    const [live, text] = [await cart.target.table.read('staging#cart'), await cart.state()]
    const commit = await writeCanary('1.4.0')
    cart.lab.registry.publish('@acme/cart', '1.4.0', await packBuild({ 'dist/index.js': 'evil' }))
    const run = await cart.upload(commit)
    expect([run.exitCode, run.outputs.outcome], run.log).toEqual([1, 'failed'])
    expect(JSON.parse(run.outputs.reasons ?? '')).toMatchObject([{ code: 'integrity-mismatch' }])
    expect(await cart.target.store.list('cart/1.4.0/')).toEqual([])
    expect(await cart.target.table.read('staging#cart')).toEqual(live)
    await cart.write(text)
  })

  it('release case 24: ends when another version is deployed, in the same change', async () => {
    await writeCanary('1.2.0')
    const proposal = await propose(cart.lab, cart.lab.request({ version: '1.3.0', sha }))
    expect(JSON.parse(proposal.updated.changes ?? '[]')).toContainEqual(expect.objectContaining({ path: 'canary', to: null }))
    succeeded(await check(cart.lab, proposal))
    succeeded(await merge(cart.lab, proposal))
    expect(await cart.state()).toMatch(/^version: 1\.3\.0$/m)
    expect(await cart.state()).not.toContain('canary')
  })
})
