import type { Receipt } from '@mfe-gitops/contract'
import { describe, expect, it } from 'vitest'
import { type DeploymentEntry, sortOut, toEntry, toPayload } from './deployment-identity.ts'

const entry: DeploymentEntry = {
  commit: 'a'.repeat(40),
  environment: 'staging',
  task: 'deploy:cart',
  description: 'cart 1.4.0',
  generation: 5,
  requestId: null,
  state: 'success',
  again: false,
}
const recorded = (id: number, payload: unknown, sha = 'b'.repeat(40)) => ({ id, sha, payload })

describe('sortOut', () => {
  it('knows its own deployment by the commit or by the generation, whichever way GitHub gives the payload back', () => {
    for (const own of [recorded(1, '', entry.commit), recorded(1, toPayload(entry)), recorded(1, JSON.stringify(toPayload(entry)))]) {
      expect(sortOut([own, recorded(2, { generation: 4 })], entry).own).toBe(own)
    }
  })

  it('tells by the generation what came before and after, and takes what has none for older', () => {
    const list = [9, 4, null, '6'].map((generation, id) => recorded(id, { generation }))
    const { own, newer, older } = sortOut([...list, recorded(4, 'no json')], entry)
    expect([own, newer.map(({ id }) => id), older.map(({ id }) => id)]).toEqual([null, [0], [1, 2, 3, 4]])
  })

  it('has nothing newer without a generation of its own', () => {
    expect(sortOut([recorded(1, { generation: 9 })], { ...entry, generation: null }).newer).toEqual([])
  })
})

describe('toEntry', () => {
  const receipt = {
    request: null,
    mergeCommit: entry.commit,
    outcome: 'deployed',
    version: { requested: null },
    generation: 5,
    requestId: null,
  }
  const of = (change: object, from: Record<string, string> | null = null) => toEntry({ ...receipt, ...change } as Receipt, from)

  it('needs a merge, an environment and an MFE', () => {
    expect(of({}, { environment: 'staging', mfe: 'cart' })).toMatchObject({
      environment: 'staging',
      task: 'deploy:cart',
      description: 'cart',
    })
    expect([of({}), of({}, { environment: 'staging' }), of({ mergeCommit: null }, { environment: 'staging', mfe: 'cart' })]).toEqual([
      null,
      null,
      null,
    ])
  })

  it.each(['Staging', '../staging', 'staging\n', ''])('takes no environment %j from the change job', (environment) => {
    expect(of({}, { environment, mfe: 'cart' })).toBeNull()
  })
})
