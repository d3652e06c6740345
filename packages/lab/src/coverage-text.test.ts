import { describe, expect, it } from 'vitest'
import { coverageLine, coverageTable, implementedList } from './coverage-text.ts'
import { addCoverage, coverageOf, servedCoverage } from './github/inspection/coverage.ts'

const request = (api: 'rest' | 'graphql' | 'git', route: string) => ({ api, route })
const observed = coverageOf({
  requests: [
    request('rest', 'POST /repos/{owner}/{repo}/pulls'),
    { ...request('rest', 'POST /repos/{owner}/{repo}/pulls'), refusedByDescription: true },
    request('graphql', 'graphql:repository,repository'),
    request('graphql', 'graphql:createRef,createCommitOnBranch'),
    { ...request('graphql', 'graphql:repository'), refusedByDescription: true },
    request('git', 'git:upload-pack'),
  ],
  answers: 2,
  events: { push: 3 },
  violations: 0,
})

describe('coverage', () => {
  it('counts each field of a document once, and only what is served', () => {
    const used = (uses: typeof observed.rest) => uses.filter(({ requests }) => requests > 0)
    expect(used(observed.rest)).toEqual([{ name: 'POST /repos/{owner}/{repo}/pulls', requests: 2 }])
    expect(used(observed.queries)).toEqual([{ name: 'repository', requests: 2 }])
    expect(used(observed.mutations).map(({ name }) => name)).toEqual(['createRef', 'createCommitOnBranch'])
    expect([observed.answers, observed.refused]).toEqual([{ rest: 2, graphql: 2 }, 2])
  })

  it('adds up, and lists everything that is served though nobody asked for it', () => {
    const sum = addCoverage(addCoverage(servedCoverage(), observed), observed)
    expect([sum.events, sum.refused, sum.answers]).toEqual([{ push: 6 }, 4, { rest: 4, graphql: 4 }])
    expect(sum.rest.find(({ name }) => name === 'POST /repos/{owner}/{repo}/pulls')?.requests).toBe(4)
    expect(implementedList(servedCoverage())).toEqual(expect.arrayContaining(['  GET /rate_limit', '  createCommitOnBranch']))
    expect(coverageTable(sum)).toEqual(
      expect.arrayContaining([
        '      4  POST /repos/{owner}/{repo}/pulls',
        '      0  GET /rate_limit',
        '      2  createCommitOnBranch',
        '      6  push',
      ]),
    )
  })

  it('fits into a line', () => {
    const [rest, fields] = [observed.rest.length, observed.queries.length + observed.mutations.length]
    expect(coverageLine(observed)).toBe(
      `1 of ${rest} REST operations, 3 of ${fields} GraphQL fields used; 4 answers and 3 events fit GitHub's descriptions; 2 requests refused by them`,
    )
    expect(coverageLine({ ...observed, violations: 1 })).toContain('descriptions, 1 do not;')
  })
})
