import type { PullRequest } from '@mfe-gitops/github'
import { describe, expect, it } from 'vitest'
import { choosePullRequest } from './choice.ts'

const pull = (number: number, head: string, state: PullRequest['state'] = 'OPEN', base = 'main'): PullRequest => ({
  ...{ number, head, state, base },
  url: '',
  isDraft: false,
  title: '',
  body: '',
  headCommit: '',
  headTree: null,
  mergeCommit: null,
  author: null,
  createdAt: '',
})

describe('choosePullRequest', () => {
  it.each<[string, PullRequest[], number | null, number[]]>([
    ['finds none', [], null, []],
    ['adopts the open one of the branch', [pull(1, 'deploy/staging/cart/a')], 1, []],
    [
      'lets a closed or merged one of the branch be history',
      [pull(1, 'deploy/staging/cart/a', 'CLOSED'), pull(2, 'deploy/staging/cart/a', 'MERGED')],
      null,
      [],
    ],
    ['supersedes open ones of other branches', [pull(1, 'deploy/staging/cart/b'), pull(2, 'deploy/staging/cart/a')], 2, [1]],
    ['leaves pull requests into other branches alone', [pull(1, 'deploy/staging/cart/b', 'OPEN', 'next')], null, []],
  ])('%s', (_, found, adopt, supersede) => {
    const choice = choosePullRequest(found, 'deploy/staging/cart/a', 'main')
    expect(choice.adopt?.number ?? null).toBe(adopt)
    expect(choice.supersede.map(({ number }) => number)).toEqual(supersede)
  })
})
