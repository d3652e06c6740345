import { afterEach, describe, expect, it } from 'vitest'
import { configRepository } from '../harness/config-repository.ts'
import { startVirtualLab, type VirtualEnding, type VirtualLab } from '../harness/virtual-lab.ts'

const count = 24
const mfes = Array.from({ length: count }, (_, index) => `mfe-${index}`)

let lab: VirtualLab
afterEach(() => lab?.close())

/** Everybody asks within ten seconds of a clock that moves only when all wait. */
async function rush(batchSeconds: number): Promise<VirtualEnding[]> {
  lab = await startVirtualLab(mfes)
  const orders = mfes.map((mfe, index) => ({ mfe, version: '1.0.0', at: Math.floor((index * 10_000) / count), batchSeconds }))
  return Promise.all(orders.map((order) => lab.deploy(order)))
}

const spent = () => ({
  contents: lab.github.requests.reduce((sum, one) => sum + one.contents, 0),
  refused: lab.github.requests.filter(({ limit }) => limit === 'contentPerMinute').length,
  merged: lab.github.pullRequests(configRepository).filter(({ merged }) => merged).length,
})

async function inBase(): Promise<string[]> {
  const texts = await Promise.all(mfes.map((mfe) => lab.github.readFile(configRepository, 'main', `environments/staging/${mfe}.yaml`)))
  return mfes.filter((_, index) => /^version: 1\.0\.0$/m.test(texts[index] ?? ''))
}

describe(`edge case 32: ${count} deployments within ten seconds, 80 content-creating writes a minute`, () => {
  it('without the train GitHub refuses some for a while, and all land after that', async () => {
    const endings = await rush(0)
    expect(endings.map(({ failure }) => failure)).toEqual(mfes.map(() => null))
    expect(await inBase()).toEqual(mfes)
    const { contents, refused, merged } = spent()
    expect([contents, merged]).toEqual([5 * count, count])
    expect(refused).toBeGreaterThan(0)
  })

  it('with the train they fit: one commit, one pull request and one merge, and nothing is refused', async () => {
    const endings = await rush(20)
    expect(endings.map(({ failure }) => failure)).toEqual(mfes.map(() => null))
    expect(await inBase()).toEqual(mfes)
    expect(spent()).toEqual({ contents: 5, refused: 0, merged: 1 })
    expect([lab.github.unknownRoutes, lab.github.violations]).toEqual([[], []])
  })
})
