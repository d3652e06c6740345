import { afterEach, beforeEach, expect, it } from 'vitest'
import { type ChangeHalf, runChangeHalf } from '../faults/change-half.ts'
import { type ChangeLab, configRepository, startChangeLab } from '../harness/config-repository.ts'

let lab: ChangeLab
beforeEach(async () => {
  lab = await startChangeLab()
})
afterEach(() => lab?.close())

const times = 4

/** One pull request, one commit, one generation, whatever was asked how often; and the same answer for everybody. */
async function expectOneEffect(ends: readonly ChangeHalf[]): Promise<void> {
  for (const { failed } of ends) expect(failed?.run.log).toBeUndefined()
  const [mergeCommit] = new Set(ends.map((end) => end.mergeCommit))
  expect(ends.map((end) => [end.mergeCommit, end.generation])).toEqual(ends.map(() => [mergeCommit, '1']))
  expect(lab.github.pullRequests(configRepository)).toMatchObject([{ merged: true, mergeCommit }])
  const commits = await lab.github.commits(configRepository)
  expect(commits.filter(({ files }) => files.some((file) => file.startsWith('environments/staging/')))).toMatchObject([
    { sha: mergeCommit },
  ])
  expect(lab.github.violations).toEqual([])
}

it(`R1, fault 31: the same request ${times} times, one after the other, has one effect`, async () => {
  const request = lab.request()
  lab.registry.publish('@acme/cart', request.version)
  const ends: ChangeHalf[] = []
  for (let time = 0; time < times; time += 1) ends.push(await runChangeHalf(lab, request))
  await expectOneEffect(ends)
})

it(`R1, fault 45: the same request ${times} times at once has one effect`, async () => {
  const request = lab.request()
  lab.registry.publish('@acme/cart', request.version)
  await expectOneEffect(await Promise.all(Array.from({ length: times }, () => runChangeHalf(lab, request))))
})
