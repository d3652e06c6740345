import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { BranchRules } from '../../packages/lab/src/github/types.ts'
import { succeeded } from '../harness/change-steps.ts'
import { configRepository } from '../harness/config-repository.ts'
import { type MergeLab, refused, startMergeLab } from '../harness/merge-lab.ts'

let lab: MergeLab
beforeAll(async () => {
  lab = await startMergeLab()
})
beforeEach(() => lab.reset())
afterAll(async () => {
  expect(lab.github.violations).toEqual([])
  expect(lab.github.unknownRoutes).toEqual([])
  await lab.close()
})

describe('a rule in the way', () => {
  it.each<[string, Partial<BranchRules>, string, RegExp, RegExp]>([
    ['approvals', { requiredApprovals: 2 }, 'approval-required', /approvals: 0 of 2/, /reviewer with write access/],
    ['the review of a code owner', { codeOwners: true }, 'approval-required', /code owner/, /CODEOWNERS/],
    ['deployments', { deployments: ['preview'] }, 'merge-blocked', /required deployments: preview/, /deployment of this very commit/],
    ['a locked branch', { locked: true }, 'merge-blocked', /lock on the branch/, /administrator/],
    ['restricted updates', { onlyApps: [4711] }, 'merge-blocked', /restricted updates/, /bypass the rule/],
    ['signatures', { signatures: true }, 'merge-blocked', /verified signature/, /who made the commits/],
    [
      'two rules at once',
      { requiredApprovals: 1, deployments: ['preview'] },
      'merge-blocked',
      /approvals: 0 of 1, and by required deployments/,
      /reviewer .*; and by a deployment/,
    ],
  ])('edge case 39, fault 24: %s: is named, with who can lift it', async (_, rule, code, named, lifter) => {
    lab.rules(rule)
    const outcome = code === 'approval-required' ? 'awaiting-approval' : 'failed'
    const message = refused(await lab.merge(await lab.open({ 'owned/x.md': `${named}\n` })), { outcome, code, result: 'blocked' })
    expect(message).toMatch(named)
    expect(message).toMatch(lifter)
  })

  it('edge case 39: is met by an approval, and in the way again when somebody wants changes', async () => {
    lab.rules({ requiredApprovals: 1 })
    const pull = await lab.open()
    await lab.review(pull, 'REQUEST_CHANGES')
    const blocked = await lab.merge(pull)
    const message = refused(blocked, { outcome: 'awaiting-approval', code: 'approval-required', result: 'blocked' })
    expect(message).toContain('changes that were requested by reviewer')
    await lab.review(pull, 'APPROVE')
    expect(succeeded(await lab.merge(pull)).result).toBe('merged')
  })

  it('edge case 42: reviews are demanded of a token that may merge without them, where a person made the change', async () => {
    lab.rules({ requiredApprovals: 1, codeOwners: true, bypass: [lab.deployer] })
    const pull = await lab.open({ 'owned/by-person.md': 'x\n' })
    const words = { outcome: 'awaiting-approval', code: 'approval-required', result: 'blocked' }
    expect(refused(await lab.merge(pull, { 'respect-reviews': 'true' }), words)).toContain('CODEOWNERS')
    await lab.review(pull, 'APPROVE')
    expect(succeeded(await lab.merge(pull, { 'respect-reviews': 'true' })).result).toBe('merged')
  })

  it('edge case 39: a draft is not merged', async () => {
    refused(await lab.merge(await lab.open({}, { draft: true })), { code: 'pull-request-draft', result: 'blocked' })
  })

  it('edge case 38: a branch behind its base is not merged where the rules are strict', async () => {
    lab.rules({ strict: true })
    const pull = await lab.open()
    await lab.editMain({ [`main-${pull.number}.md`]: 'x\n' })
    refused(await lab.merge(pull), { code: 'branch-behind', result: 'behind' })
  })

  it('edge case 38: a conflict is called one', async () => {
    const pull = await lab.open({ 'shared.md': 'ours\n' })
    await lab.editMain({ 'shared.md': 'other\n' })
    refused(await lab.merge(pull), { code: 'merge-conflict', result: 'conflict' })
  })

  it('edge case 41: a method that the repository does not allow is not tried', async () => {
    lab.github.setRepositorySettings(configRepository, { allowMerge: false })
    const message = refused(await lab.merge(await lab.open(), { method: 'merge' }), { code: 'merge-method-not-allowed', result: 'blocked' })
    expect(message).toContain('allowed: squash, rebase')
  })

  it('fault 26: what GitHub never works out ends by itself', async () => {
    lab.github.consistency.mergeableAfterReads = 1000
    const body = { message: 'Pull Request is not mergeable' }
    lab.github.faults.add({ route: 'PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge', status: 405, body, times: 9 })
    refused(await lab.merge(await lab.open()), { outcome: 'timed-out', code: 'mergeability-unknown', result: 'timed-out' })
  })
})
