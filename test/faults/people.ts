import { type ChangeLab, configRepository } from '../harness/config-repository.ts'
import type { FaultKind } from './fault-case.ts'

const repository = { owner: 'acme', repo: 'gitops-config' }

/** What a person may do to the branch and pull request of a deployment between two calls. */
export const people: readonly FaultKind[] = [
  { name: 'branch-deleted', person: deleteBranches, end: 'main' },
  { name: 'closed', person: (lab) => setState(lab, 'closed'), end: 'main' },
  { name: 'closed-and-reopened', person: async (lab) => [await setState(lab, 'closed'), await setState(lab, 'open')] },
]

async function deleteBranches(lab: ChangeLab): Promise<void> {
  for (const { head } of lab.github.pullRequests(configRepository))
    if (await lab.github.branchHead(configRepository, head))
      await lab.person.request('DELETE /repos/{owner}/{repo}/git/refs/heads/{+branch}', { ...repository, branch: head })
}

async function setState(lab: ChangeLab, state: 'open' | 'closed'): Promise<void> {
  for (const { number } of lab.github.pullRequests(configRepository))
    await lab.person.request('PATCH /repos/{owner}/{repo}/pulls/{pull_number}', { ...repository, pull_number: number, state })
}
