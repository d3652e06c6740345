import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { discoveryWindow, findCandidates } from './run-discovery.ts'
import type { RunView } from './run-view.ts'

const title = 'deploy-mfe-trigger cart@1.4.0 to staging from acme/cart at 2026-11-22T21:38:18.123Z'
const sentAt = Date.parse('2026-11-22T21:38:18.123Z')
const wanted = { title, event: 'repository_dispatch', since: discoveryWindow(sentAt), excluded: new Set<number>() }

function run(changes: Partial<RunView>): RunView {
  return {
    id: 1,
    attempt: 1,
    title,
    event: 'repository_dispatch',
    status: 'queued',
    conclusion: null,
    createdAt: sentAt,
    url: '',
    ...changes,
  }
}

describe('findCandidates', () => {
  it.each<[string, RunView, boolean]>([
    ['the run with our title', run({}), true],
    ['a run that is dated a minute back by a slow clock', run({ createdAt: sentAt - 60_000 }), true],
    ['a run of an hour ago with the same title', run({ createdAt: sentAt - 3_600_000 }), false],
    ['a run that shows up late', run({ createdAt: sentAt + 71 * 60_000 }), true],
    ['a run of another event', run({ event: 'push' }), false],
    ['a run for another version', run({ title: title.replace('1.4.0', '1.4.1') }), false],
    ['a run whose title only starts like ours', run({ title: `${title} ` }), false],
  ])('edge case 4: judges by title, event and time: %s', (_, candidate, found) => {
    expect(findCandidates([candidate], wanted).titled).toEqual(found ? [candidate] : [])
  })

  it('puts the oldest first and leaves out those that answered another request', () => {
    const runs = [run({ id: 9, createdAt: sentAt + 2000 }), run({ id: 7 }), run({ id: 8 })]
    const found = findCandidates(runs, { ...wanted, excluded: new Set([7]) })
    expect(found.titled.map(({ id }) => id)).toEqual([8, 9])
  })

  it('keeps runs without a request in their title apart', () => {
    const runs = [
      run({ id: 1, title: 'Deploy' }),
      run({ id: 2, title: title.replace('cart', 'search') }),
      run({ id: 3, title: title.slice(0, 60) }),
    ]
    expect(findCandidates(runs, wanted)).toEqual({ titled: [], untitled: [runs[0], runs[2]] })
  })

  it('never answers a run twice nor one that was not listed', () => {
    const anyRun = fc.record({
      id: fc.nat(20),
      attempt: fc.constant(1),
      title: fc.constantFrom(title, 'Deploy', ''),
      event: fc.constantFrom('repository_dispatch', 'push'),
      status: fc.constant('queued'),
      conclusion: fc.constant(null),
      createdAt: fc.integer({ min: sentAt - 300_000, max: sentAt + 300_000 }),
      url: fc.constant(''),
    })
    fc.assert(
      fc.property(fc.uniqueArray(anyRun, { selector: ({ id }) => id }), (runs) => {
        const { titled, untitled } = findCandidates(runs, wanted)
        const all = [...titled, ...untitled]
        expect(new Set(all).size).toBe(all.length)
        expect(all.every((found) => runs.some((listed) => listed === found) && found.event === 'repository_dispatch')).toBe(true)
      }),
    )
  })
})
