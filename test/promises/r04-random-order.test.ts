import { afterEach, beforeEach, expect, it } from 'vitest'
import { runChangeHalf } from '../faults/change-half.ts'
import { type ChangeLab, configRepository, startChangeLab } from '../harness/config-repository.ts'
import { seededRandom, shuffled } from './orderings.ts'

const versions = ['1.0.0', '1.1.0-rc.1', '1.1.0', '1.10.0']

let lab: ChangeLab
beforeEach(async () => {
  lab = await startChangeLab()
  for (const version of versions) lab.registry.publish('@acme/cart', version)
})
afterEach(() => lab?.close())

it.each([1, 2, 3])('R4: steps of four runs in random order (seed %i): the newest is desired, nobody fails', async (seed) => {
  const turns = takeTurns(seed, versions.length)
  const runs = shuffled(versions, seededRandom(seed)).map(async (version) => {
    const end = await runChangeHalf(lab, lab.request({ version }), async () => {
      await turns.next()
      return {}
    })
    turns.leave()
    return { version, end }
  })
  for (const { version, end } of await Promise.all(runs)) {
    const allowed = version === '1.10.0' ? ['merged'] : ['merged', 'superseded']
    expect(allowed, `${version}: ${end.failed?.run.log}`).toContain(end.failed?.run.outputs.outcome ?? 'merged')
  }
  const text = await lab.github.readFile(configRepository, 'main', 'environments/staging/cart.yaml')
  expect(text).toContain('version: 1.10.0\n')
  expect(lab.github.pullRequests(configRepository).filter(({ state }) => state === 'open')).toEqual([])
})

/** Lets one run at a time do one step: once all that are left wait for their turn, a seeded draw says whose it is. */
function takeTurns(seed: number, count: number) {
  const random = seededRandom(seed)
  const waiting: (() => void)[] = []
  let left = count
  const draw = () => {
    if (waiting.length < left || left === 0) return
    const [go] = waiting.splice(Math.floor(random() * waiting.length), 1)
    go?.()
  }
  return {
    next: () =>
      new Promise<void>((resolve) => {
        waiting.push(resolve)
        draw()
      }),
    leave: () => {
      left -= 1
      draw()
    },
  }
}
