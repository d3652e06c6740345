import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DeliveryFault, WebhookEvent } from '../types.ts'
import { createDelivery } from './delivery.ts'

function start() {
  const arrived: string[] = []
  const clock = { now: 0 }
  const wakes: number[] = []
  const delivery = createDelivery({
    now: () => clock.now,
    deliver: ({ sha }) => arrived.push(sha),
    copyOf: (event) => ({ ...event, sha: `${event.sha}'` }),
    wakeAfter: (milliseconds) => wakes.push(milliseconds),
    onFate: () => {},
  })
  const send = (...names: string[]) => {
    for (const sha of names) delivery.send(event(sha))
  }
  return { ...delivery, arrived, clock, wakes, send }
}

function event(sha: string, more: Partial<WebhookEvent> = {}): WebhookEvent {
  const actor = { id: 1, login: 'x', type: 'User' } as const
  return {
    repository: 'acme/cart',
    name: 'repository_dispatch',
    action: 'deploy',
    payload: {},
    sha,
    ref: '',
    actor,
    startsWorkflows: true,
    ...more,
  }
}

describe('events on their way', () => {
  it('arrive at once and in order when nobody interferes', () => {
    const { send, arrived } = start()
    send('a', 'b')
    expect(arrived).toEqual(['a', 'b'])
  })

  it.each<[string, DeliveryFault, string]>([
    ['dropped', { event: 'repository_dispatch', fate: 'dropped' }, 'b c d'],
    ['dropped as often as told', { event: '*', fate: 'dropped', times: 2 }, 'c d'],
    ['dropped after some', { event: '*', fate: 'dropped', skip: 2 }, 'a b d'],
    ['duplicated', { event: '*', fate: 'duplicated', skip: 1 }, "a b b' c d"],
    ['reordered', { event: '*', fate: 'reordered', together: 3 }, 'c b a d'],
    ['reordered after some', { event: '*', fate: 'reordered', together: 2, skip: 1 }, 'a c b d'],
    ['held', { event: '*', fate: 'held' }, 'b c d'],
    ['delayed', { event: '*', fate: 'delayed', milliseconds: 10 }, 'b c d'],
    ['left alone by another repository\u2019s fault', { event: '*', fate: 'dropped', repository: 'acme/other' }, 'a b c d'],
    ['left alone by another action\u2019s fault', { event: '*', fate: 'dropped', action: 'other' }, 'a b c d'],
    ['left alone by another event\u2019s fault', { event: 'push', fate: 'dropped' }, 'a b c d'],
  ])('%s', (_, fault, expected) => {
    const { add, send, arrived } = start()
    add(fault)
    send('a', 'b', 'c', 'd')
    expect(arrived.join(' ')).toBe(expected)
  })

  it('arrive when their time has come, the earliest first', () => {
    const { add, send, look, arrived, clock, wakes } = start()
    add({ event: '*', fate: 'delayed', milliseconds: 20 })
    const second = add({ event: '*', fate: 'delayed', milliseconds: 5 })
    send('late', 'early')
    expect([wakes, second.waiting.map(({ sha }) => sha)]).toEqual([[20, 5], ['early']])
    clock.now = 4
    look()
    expect(arrived).toEqual([])
    clock.now = 30
    look()
    look()
    expect(arrived).toEqual(['early', 'late'])
  })

  it('arrive when they are released, in either order', () => {
    const { add, send, arrived } = start()
    const held = add({ event: '*', fate: 'held', times: 4 })
    send('a', 'b')
    held.release('last to first')
    send('c', 'd')
    held.release()
    send('e')
    expect([arrived.join(''), held.hits, held.waiting]).toEqual(['bacde', 4, []])
  })

  it('are left alone by a fault that was removed; clearing lets go of what was kept back', () => {
    const { add, clear, send, arrived } = start()
    const held = add({ event: '*', fate: 'held', times: 9 })
    send('a')
    held.remove()
    send('b')
    expect(arrived).toEqual(['b'])
    clear()
    expect(arrived).toEqual(['b', 'a'])
  })

  it('are never lost nor doubled by a wait, whatever the order of faults', () => {
    const waits = fc.array(
      fc.oneof(
        fc.record({ event: fc.constant('*' as const), fate: fc.constant('held' as const), times: fc.integer({ min: 1, max: 3 }) }),
        fc.record({
          event: fc.constant('*' as const),
          fate: fc.constant('delayed' as const),
          milliseconds: fc.integer({ min: 0, max: 9 }),
        }),
        fc.record({ event: fc.constant('*' as const), fate: fc.constant('reordered' as const), together: fc.integer({ min: 2, max: 4 }) }),
      ),
      { maxLength: 5 },
    )
    fc.assert(
      fc.property(waits, fc.integer({ min: 0, max: 20 }), (faults, count) => {
        const { add, clear, send, look, arrived, clock } = start()
        for (const fault of faults) add(fault)
        const names = Array.from({ length: count }, (_, at) => String(at))
        for (const name of names) {
          send(name)
          clock.now++
          look()
        }
        clear()
        expect(arrived.toSorted()).toEqual(names.toSorted())
      }),
    )
  })

  it.each([
    [{ event: 'pushes', fate: 'dropped' }, 'sends no event "pushes"'],
    [{ event: 'push', fate: 'eaten' }, 'cannot be "eaten"'],
    [{ event: 'push', fate: 'reordered' }, 'at least two'],
    [{ event: 'push', fate: 'delayed' }, 'by how much'],
  ])('refuse a fault that makes no sense: %o', (fault, sentence) => {
    expect(() => start().add(fault as never)).toThrow(sentence)
  })
})
