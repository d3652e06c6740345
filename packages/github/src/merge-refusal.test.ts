import { describe, expect, it } from 'vitest'
import { classifyMergeRefusal, mergeRefusals } from './merge-refusal.ts'

describe('classifyMergeRefusal', () => {
  it.each([
    ['Base branch was modified. Review and try the merge again.', 'base-moved'],
    ['Merge commits are not allowed on this repository.', 'method-not-allowed'],
    ['Squash merges are not allowed on this repository.', 'method-not-allowed'],
    ['Pull Request is still a draft', 'draft'],
    ['Pull Request is not mergeable', 'not-mergeable'],
    ['At least 1 approving review is required by reviewers with write access.', 'reviews'],
    ['Required status check "gitops/deployment" is expected.', 'checks'],
    ['2 of 3 required status checks have not succeeded: 1 expected.', 'checks'],
    ['Changes must be made through the merge queue', 'merge-queue'],
    ['Pull Request is not open', 'not-open'],
    ['Repository rule violations found', 'other'],
    ['The head branch must be up to date with the base branch.', 'behind'],
    ['Waiting on code owner review from @acme/platform.', 'code-owners'],
    ['Missing successful active preview deployment.', 'deployments'],
    ['Commits must have verified signatures.', 'signatures'],
    ['Cannot update this protected ref.', 'restricted'],
    ['Cannot change this locked branch', 'locked'],
    ['This branch must not contain merge commits.', 'method-not-allowed'],
    ['Code scanning is waiting for results from CodeQL', 'code-scanning'],
    ['A conversation must be resolved before this pull request can be merged.', 'conversations'],
    ['Changes requested: 1 review requesting changes by reviewers with write access.', 'reviews'],
    ['', 'other'],
  ])('edge case 39, fault 24, claim 14: knows the sentence %j', (message, refusal) => {
    expect(classifyMergeRefusal(message)).toBe(refusal)
  })
})

describe('mergeRefusals', () => {
  it('reads every paragraph of a ruleset, its heading left out', () => {
    const message =
      'Repository rule violations found\n\nAt least 1 approving review is required.\n\nThe head branch must be up to date with the base branch.\n\n'
    expect(mergeRefusals(message)).toEqual(['reviews', 'behind'])
    expect(mergeRefusals('Pull Request is still a draft')).toEqual(['draft'])
    expect(mergeRefusals('')).toEqual(['other'])
  })
})
