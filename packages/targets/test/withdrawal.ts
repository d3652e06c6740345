import { expect, it } from 'vitest'
import type { Canary, Target } from '../src/index.ts'
import { liveKey } from '../src/index.ts'
import { liveRow } from './rows.ts'

const at = '2026-11-22T10:05:00.000Z'

/** What every live table must do when an activation is taken back. */
export function describeWithdrawal(ports: () => { table: Target['table']; other: Target['table'] }): void {
  /** Generation 3 and then 7 of one micro-frontend. */
  async function activated(mfe: string, canary?: Canary) {
    const { table } = ports()
    const before = liveRow({ mfe, generation: 3, ...(canary === undefined ? {} : { canary }) })
    const own = liveRow({ mfe, generation: 7, version: '1.0.1' })
    await table.activate(before)
    await table.activate(own)
    const withdrawn = { version: own.version, integrity: own.integrity, at }
    const live = { ...before, generation: 7, requestId: own.requestId, activatedAt: at, withdrawn }
    return { pk: liveKey('staging', mfe), before, own, live, history: [{ ...own, withdrawn }, before] }
  }

  it('serves what was live before, under the same generation, in the list as well, and says so in the history', async () => {
    const { table, other } = ports()
    const { pk, before, own, live, history } = await activated('withdrawn')
    expect(await other.previous(pk, own.generation)).toEqual(before)
    expect(await table.withdraw(own, before, at)).toEqual({ result: 'withdrawn', live })
    expect([await other.read(pk), await other.history(pk)]).toEqual([live, history])
    expect((await other.list('staging')).filter(({ mfe }) => mfe === 'withdrawn')).toEqual([live])
  })

  it('answers a repeat the same, whenever it comes, and changes nothing', async () => {
    const { table, other } = ports()
    const { pk, before, own, live, history } = await activated('withdrawn-twice')
    await table.withdraw(own, before, at)
    const repeat = await other.withdraw(own, before, '2026-11-22T11:00:00.000Z')
    expect([repeat, await other.read(pk), await other.history(pk)]).toEqual([{ result: 'withdrawn', live }, live, history])
  })

  it('restores the canary of the version before as it was', async () => {
    const { table } = ports()
    const { activatedAt, generation, requestId, environment, mfe, ...served } = liveRow({ version: '1.1.0' })
    const { pk, before, own, live } = await activated('withdrawn-canary', { ...served, percentage: 10 })
    await table.withdraw(own, before, at)
    expect(await table.read(pk)).toEqual(live)
    expect(live.canary?.percentage).toBe(10)
  })

  it('leaves a newer activation alone', async () => {
    const { table, other } = ports()
    const { pk, before, own } = await activated('overtaken-withdrawal')
    const newer = liveRow({ mfe: 'overtaken-withdrawal', generation: 8 })
    await other.activate(newer)
    expect(await table.withdraw(own, before, at)).toEqual({ result: 'not-live', live: newer })
    expect(await table.history(pk)).toEqual([newer, own, before])
    expect(await table.withdraw({ ...own, mfe: 'never-live' }, { ...before, mfe: 'never-live' }, at)).toEqual({
      result: 'not-live',
      live: null,
    })
  })

  it('says in the history that an overtaken activation was withdrawn too, and goes back to the one before it', async () => {
    const { table, other } = ports()
    const { pk, before, own, history } = await activated('discredited')
    const newer = liveRow({ mfe: 'discredited', generation: 8 })
    await other.activate(newer)
    expect(await other.previous(pk, 8)).toEqual(own)
    await table.discredit({ ...own, requestId: 'another' }, at)
    await table.discredit({ ...own, generation: 6 }, at)
    expect(await other.history(pk)).toEqual([newer, own, before])
    await table.discredit(own, at)
    await other.discredit(own, '2026-11-22T11:00:00.000Z')
    expect([await other.read(pk), await other.history(pk)]).toEqual([newer, [newer, ...history]])
    expect(await other.previous(pk, 8)).toEqual(before)
  })

  it('tells whoever activates it again that it was taken back, and lets a newer generation through', async () => {
    const { table, other } = ports()
    const { pk, before, own, live } = await activated('again')
    await table.withdraw(own, before, at)
    expect(await other.activate(own)).toEqual({ result: 'withdrawn', live })
    expect(await other.activate({ ...own, requestId: 'another' })).toEqual({ result: 'older', live })
    const next = liveRow({ mfe: 'again', generation: 8, version: '1.0.2' })
    expect(await table.activate(next)).toEqual({ result: 'activated', previous: before })
    expect([await other.read(pk), await other.previous(pk, 8)]).toEqual([next, before])
  })

  it('has nothing to go back to when nothing was live before, and goes back to nothing else', async () => {
    const { table } = ports()
    const first = liveRow({ mfe: 'first' })
    await table.activate(first)
    expect(await table.previous(liveKey('staging', 'first'), 1)).toBeNull()
    for (const wrong of [first, liveRow({ mfe: 'other', generation: 0 }), { ...first, generation: 0, environment: 'production' }])
      await expect(table.withdraw(first, wrong, at)).rejects.toMatchObject({ code: 'table-failed' })
    expect(await table.read(liveKey('staging', 'first'))).toEqual(first)
  })

  it('ends with the newer activation when both come at once', async () => {
    const { table, other } = ports()
    const rounds = Array.from({ length: 8 }, (_, at) => `race-${at}`)
    await Promise.all(
      rounds.map(async (mfe) => {
        const { pk, before, own } = await activated(mfe)
        const newer = liveRow({ mfe, generation: 8, version: '1.0.2' })
        const [withdrawal, activation] = await Promise.all([table.withdraw(own, before, at), other.activate(newer)])
        expect(activation).toEqual({ result: 'activated', previous: withdrawal.result === 'withdrawn' ? before : own })
        expect(await table.read(pk)).toEqual(newer)
        expect((await table.history(pk)).map(({ withdrawn }) => withdrawn !== undefined)).toEqual([
          false,
          withdrawal.result === 'withdrawn',
          false,
        ])
      }),
    )
  })
}
