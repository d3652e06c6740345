import type { MergeRefusal, PullRequestState } from '@mfe-gitops/github'
import { describe, expect, it } from 'vitest'
import { blocked } from './blocker.ts'

type Facts = Pick<PullRequestState, 'number' | 'base' | 'approvedBy' | 'changesRequestedBy' | 'requiredChecks' | 'demands'>
const nothing = { approvals: 0, codeOwners: false, lastPushApproval: false, conversations: false, signatures: false }
const plain: Facts = {
  number: 7,
  base: 'main',
  approvedBy: [],
  changesRequestedBy: [],
  requiredChecks: [{ name: 'ci', appId: null }],
  demands: { ...nothing, deployments: [], codeScanning: false, locked: false, restrictedUpdates: false },
}
const demanding = (demands: Partial<Facts['demands']>): Facts => ({ ...plain, demands: { ...plain.demands, ...demands } })
const tell = (facts: Facts, refusals: MergeRefusal[]) => blocked(facts as PullRequestState, refusals, "GitHub's sentence")

describe('a blocked pull request', () => {
  it.each<[string, Facts, MergeRefusal[], string, RegExp, RegExp]>([
    [
      'reviews',
      { ...demanding({ approvals: 2 }), approvedBy: ['ann'] },
      ['reviews'],
      'approval-required',
      /approvals: 1 of 2/,
      /reviewer with write access/,
    ],
    [
      'requested changes',
      { ...plain, changesRequestedBy: ['ben'] },
      ['reviews'],
      'approval-required',
      /requested by ben/,
      /ben, or who may dismiss/,
    ],
    [
      'the last push',
      demanding({ lastPushApproval: true }),
      ['reviews'],
      'approval-required',
      /approval of the last push/,
      /did not push it/,
    ],
    ['a review that no rule explains', plain, ['reviews'], 'approval-required', /a required review/, /reviewer/],
    ['code owners', plain, ['code-owners'], 'approval-required', /code owner/, /CODEOWNERS/],
    [
      'deployments',
      demanding({ deployments: ['preview'] }),
      ['deployments'],
      'merge-blocked',
      /deployments: preview/,
      /deployment of this very commit/,
    ],
    ['code scanning', plain, ['code-scanning'], 'merge-blocked', /code scanning/, /owner of the code scanning tool/],
    ['conversations', plain, ['conversations'], 'merge-blocked', /conversations/, /who takes part/],
    ['signatures', plain, ['signatures'], 'merge-blocked', /signature/, /who made the commits/],
    ['a lock', plain, ['locked'], 'merge-blocked', /lock on the branch/, /administrator/],
    ['restricted updates', plain, ['restricted'], 'merge-blocked', /restricted updates/, /administrator.*bypass/],
    ['checks', plain, ['checks'], 'merge-blocked', /required checks: ci/, /owner of the check/],
    [
      'a review and a deployment',
      demanding({ approvals: 1, deployments: ['preview'] }),
      ['reviews', 'deployments'],
      'merge-blocked',
      /0 of 1, and by required deployments/,
      /reviewer.*; and by a deployment/,
    ],
    [
      'something that the sentence does not tell',
      demanding({ locked: true, codeOwners: true }),
      ['other'],
      'merge-blocked',
      /code owner, and by the lock/,
      /administrator/,
    ],
  ])('names %s and who can lift it', (_, facts, refusals, code, rule, lift) => {
    expect(tell(facts, refusals)).toMatchObject({ code, message: expect.stringMatching(rule), remedy: expect.stringMatching(lift) })
  })

  it("has GitHub's words where no rule is known", () => {
    expect(tell(plain, ['other'])).toMatchObject({ code: 'merge-blocked', seen: expect.stringContaining("GitHub's sentence") })
  })
})
