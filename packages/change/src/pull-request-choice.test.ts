import type { PullRequest } from '@mfe-gitops/github'
import { describe, expect, it } from 'vitest'
import { choosePullRequest } from './pull-request-choice.ts'

const pull = (
  number: number,
  head: string,
  state: PullRequest['state'] = 'OPEN',
  { base = 'main', branchCommit = null }: { base?: string; branchCommit?: string | null } = {},
): PullRequest => ({
  ...{ number, head, state, base },
  url: '',
  headCommit: 'a',
  branchCommit,
})

const prefix = 'deploy/staging/cart/'
const head = `${prefix}aaaaaaaaaaaa`
const other = `${prefix}bbbbbbbbbbbb`

describe('choosePullRequest', () => {
  it.each<[string, PullRequest[], { adopt?: number; mergedBefore?: number; rivals?: number[] }]>([
    ['finds none', [], {}],
    ['adopts the open one of the branch', [pull(1, head)], { adopt: 1 }],
    ['edge case 27: lets a closed one of the branch be history', [pull(1, head, 'CLOSED')], {}],
    [
      'edge case 27: adopts the one that was merged as the branch stands',
      [pull(2, head, 'MERGED', { branchCommit: 'a' })],
      { adopt: 2, mergedBefore: 2 },
    ],
    ['has no rivals once it is merged', [pull(1, other), pull(2, head, 'MERGED', { branchCommit: 'a' })], { adopt: 2, mergedBefore: 2 }],
    ['tells of one that was merged with other content', [pull(2, head, 'MERGED', { branchCommit: 'b' })], { mergedBefore: 2 }],
    ['edge case 27: tells of one that was merged before the branch was gone', [pull(2, head, 'MERGED')], { mergedBefore: 2 }],
    ['finds rivals on the branches of other requests', [pull(1, other), pull(2, head)], { adopt: 2, rivals: [1] }],
    ['leaves rivals that are decided alone', [pull(1, other, 'CLOSED'), pull(2, other, 'MERGED')], {}],
    ['leaves pull requests into other branches alone', [pull(1, other, 'OPEN', { base: 'next' })], {}],
    [
      'leaves the branches of people alone',
      [pull(1, `${prefix}fix-it`), pull(2, `${prefix}bbbbbbbbbbbb/x`), pull(3, 'feature/bbbbbbbbbbbb')],
      {},
    ],
  ])('%s', (_, found, { adopt = null, mergedBefore = null, rivals = [] }) => {
    const choice = choosePullRequest(found, { head, base: 'main', prefixes: [prefix] })
    expect(choice.adopt?.number ?? null).toBe(adopt)
    expect(choice.mergedBefore?.number ?? null).toBe(mergedBefore)
    expect(choice.rivals.map(({ number }) => number)).toEqual(rivals)
  })

  it('knows no rivals when nothing is to be superseded', () => {
    expect(choosePullRequest([pull(1, other)], { head, base: 'main' }).rivals).toEqual([])
  })
})
