import { describe, expect, it } from 'vitest'
import { startsWorkflow, type TriggerEvent } from './trigger.ts'

const path = '.github/workflows/on.yml'
const push = (ref: string): TriggerEvent => ({ name: 'push', ref })
const main = push('refs/heads/main')
const pull = (action: string, baseRef = 'main'): TriggerEvent => ({ name: 'pull_request', action, ref: 'refs/pull/1/merge', baseRef })
const dispatch = (action: string): TriggerEvent => ({ name: 'repository_dispatch', action, ref: 'refs/heads/main' })

describe('startsWorkflow', () => {
  it.each<[string, unknown, TriggerEvent, boolean, string[]?]>([
    ['an event by name', 'push', main, true],
    ['one of a list', ['pull_request', 'push'], main, true],
    ['another event', 'pull_request', main, false],
    ['an event without filters', { push: null }, main, true],
    ['a type that is listed', { repository_dispatch: { types: ['go', 'stop'] } }, dispatch('stop'), true],
    ['a single type', { repository_dispatch: { types: 'go' } }, dispatch('go'), true],
    ['a type that is not listed', { repository_dispatch: { types: ['go'] } }, dispatch('Go'), false],
    ['every type when none is listed', 'repository_dispatch', dispatch('anything'), true],
    ['the three usual types of a pull request', 'pull_request', pull('synchronize'), true],
    ['not the other types of a pull request', 'pull_request', pull('closed'), false],
    ['another type of a pull request when it is listed', { pull_request: { types: ['closed'] } }, pull('closed'), true],
    [
      'the check of a merge group',
      'merge_group',
      { name: 'merge_group', action: 'checks_requested', ref: 'refs/heads/gh-readonly-queue/main/pr-1-a' },
      true,
    ],
    [
      'not the end of a merge group',
      'merge_group',
      { name: 'merge_group', action: 'destroyed', ref: 'refs/heads/gh-readonly-queue/main/pr-1-a' },
      false,
    ],
    ['the base branch of a pull request', { pull_request: { branches: ['main'] } }, pull('opened', 'main'), true],
    ['another base branch', { pull_request: { branches: ['main'] } }, pull('opened', 'next'), false],
    ['a branch that matches', { push: { branches: ['release/*'] } }, push('refs/heads/release/1'), true],
    ['a branch one level too deep', { push: { branches: ['release/*'] } }, push('refs/heads/release/1/x'), false],
    ['a branch that is taken back', { push: { branches: ['**', '!main'] } }, main, false],
    ['a branch that is given back again', { push: { branches: ['**', '!m*', 'main'] } }, main, true],
    ['a branch that is ignored', { push: { 'branches-ignore': ['main'] } }, main, false],
    ['no tag where only branches are named', { push: { branches: ['main'] } }, push('refs/tags/v1'), false],
    ['no branch where only tags are named', { push: { tags: ['v*'] } }, main, false],
    ['a tag that matches', { push: { tags: ['v[0-9]+.?'] } }, push('refs/tags/v12.'), true],
    ['a path that changed', { push: { paths: ['src/**'] } }, main, true, ['README.md', 'src/a/b.js']],
    ['no path that changed', { push: { paths: ['src/**'] } }, main, false, ['README.md']],
    ['only ignored paths changed', { push: { 'paths-ignore': ['**.md'] } }, main, false, ['README.md', 'docs/a.md']],
    ['not only ignored paths changed', { push: { 'paths-ignore': ['**.md'] } }, main, true, ['README.md', 'a.js']],
    ['no deleted branch', 'push', { ...main, deleted: true }, false],
    [
      'the workflow that was asked for',
      'workflow_dispatch',
      { name: 'workflow_dispatch', ref: 'refs/heads/main', workflowPath: path },
      true,
    ],
    ['not another workflow', 'workflow_dispatch', { name: 'workflow_dispatch', ref: 'refs/heads/main', workflowPath: 'other' }, false],
  ])('%s', (_name, on, event, expected, files = []) => {
    expect(startsWorkflow({ path, on, event, changedFiles: () => files })).toBe(expected)
  })
})
