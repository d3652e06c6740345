import { describe, expect, it } from 'vitest'
import { startScriptedServer } from '../test/scripted-server.ts'
import { testClient } from '../test/test-client.ts'
import { requiredChecks } from './branch-rule.ts'
import { readPullRequestState } from './pull-request-state.ts'

const wanted = { owner: 'acme', repo: 'gitops-config', number: 12 }
const checkRule = (...requiredStatusChecks: object[]) => ({ type: 'REQUIRED_STATUS_CHECKS', parameters: { requiredStatusChecks } })

function answer(pullRequest: object, repository: object = {}) {
  const base = {
    ...{
      number: 12,
      url: 'https://x.y/12',
      state: 'OPEN',
      merged: false,
      isDraft: false,
      mergeable: 'MERGEABLE',
      mergeStateStatus: 'CLEAN',
      id: 'PR_1',
      reviewDecision: null,
      isMergeQueueEnabled: false,
      mergeQueueEntry: null,
      timelineItems: { nodes: [] },
      autoMergeRequest: null,
      latestOpinionatedReviews: { nodes: [] },
    },
    ...{
      headRefName: 'deploy/x',
      headRefOid: 'a'.repeat(40),
      baseRefName: 'main',
      baseRefOid: 'b'.repeat(40),
      mergeCommit: null,
      baseRef: null,
      statusCheckRollup: null,
    },
  }
  const methods = { squashMergeAllowed: true, mergeCommitAllowed: true, rebaseMergeAllowed: true }
  return { body: { data: { repository: { ...methods, ...repository, pullRequest: { ...base, ...pullRequest } } } } }
}

const contexts = (nodes: object[], endCursor: string | null = null) => ({
  statusCheckRollup: { contexts: { pageInfo: { hasNextPage: endCursor !== null, endCursor }, nodes } },
})
const status = (context: string, state: string) => ({
  __typename: 'StatusContext',
  context,
  state,
  targetUrl: null,
  description: 'd',
})
const run = (name: string, runStatus: string, conclusion: string | null) => ({
  __typename: 'CheckRun',
  name,
  status: runStatus,
  conclusion,
  detailsUrl: 'https://x.y',
  title: null,
  checkSuite: { app: { databaseId: 15368 } },
})

describe('readPullRequestState', () => {
  it('reads rules and methods', async () => {
    const baseRef = {
      rules: {
        nodes: [
          checkRule({ context: 'gitops/deployment', integrationId: 7 }),
          { type: 'PULL_REQUEST', parameters: { allowedMergeMethods: ['squash', 'REBASE'] } },
          { type: 'DELETION', parameters: null },
        ],
      },
      refUpdateRule: { requiredStatusCheckContexts: ['gitops/deployment', 'lint', null] },
    }
    await using server = await startScriptedServer([answer({ baseRef }, { rebaseMergeAllowed: false })])
    expect(await readPullRequestState(testClient(server.url).github, wanted)).toMatchObject({
      rules: ['REQUIRED_STATUS_CHECKS', 'PULL_REQUEST', 'DELETION'],
      requiredChecks: [
        { name: 'lint', appId: null },
        { name: 'gitops/deployment', appId: 7 },
      ],
      allowedMethods: ['squash'],
      checks: [],
    })
  })

  it('knows an unguarded base', async () => {
    await using server = await startScriptedServer([answer({ baseRef: { rules: { nodes: [] }, refUpdateRule: null } })])
    expect(await readPullRequestState(testClient(server.url).github, wanted)).toMatchObject({
      requiredChecks: [],
      allowedMethods: ['squash', 'merge', 'rebase'],
    })
  })

  it.each([
    [status('a', 'SUCCESS'), 'success'],
    [status('a', 'PENDING'), 'pending'],
    [status('a', 'EXPECTED'), 'pending'],
    [status('a', 'ERROR'), 'failure'],
    [status('a', 'FAILURE'), 'failure'],
    [run('a', 'QUEUED', null), 'pending'],
    [run('a', 'IN_PROGRESS', null), 'pending'],
    [run('a', 'COMPLETED', 'SUCCESS'), 'success'],
    [run('a', 'COMPLETED', 'NEUTRAL'), 'neutral'],
    [run('a', 'COMPLETED', 'SKIPPED'), 'skipped'],
    [run('a', 'COMPLETED', 'ACTION_REQUIRED'), 'action-required'],
    [run('a', 'COMPLETED', 'STARTUP_FAILURE'), 'failure'],
    [run('a', 'COMPLETED', 'SOMETHING_NEW'), 'failure'],
    [run('a', 'COMPLETED', null), 'failure'],
  ])('reads %o', async (node, result) => {
    await using server = await startScriptedServer([answer(contexts([node]))])
    const { checks } = await readPullRequestState(testClient(server.url).github, wanted)
    expect(checks).toMatchObject([{ name: 'a', result }])
  })

  it('reads demands, reviews, the queue and who armed auto-merge', async () => {
    const group = { oid: 'e'.repeat(40), statusCheckRollup: { contexts: { nodes: [status('a', 'FAILURE')] } } }
    const parameters = { requiredApprovingReviewCount: 2, requireCodeOwnerReview: true, requiredDeploymentEnvironments: ['preview'] }
    await using server = await startScriptedServer([
      answer({
        baseRef: {
          rules: {
            nodes: [
              { type: 'PULL_REQUEST', parameters },
              { type: 'UPDATE', parameters: null },
            ],
          },
          refUpdateRule: null,
        },
        isMergeQueueEnabled: true,
        mergeQueueEntry: { state: 'QUEUED', position: 2, headCommit: null },
        timelineItems: { nodes: [{ id: 'R', reason: null, actor: null, beforeCommit: group }] },
        autoMergeRequest: { enabledBy: null },
        latestOpinionatedReviews: {
          nodes: [
            { state: 'APPROVED', author: { login: 'ann' } },
            { state: 'CHANGES_REQUESTED', author: null },
          ],
        },
      }),
    ])
    expect(await readPullRequestState(testClient(server.url).github, wanted)).toMatchObject({
      demands: { approvals: 2, codeOwners: true, deployments: ['preview'], restrictedUpdates: true, locked: false },
      queue: {
        isRequired: true,
        entry: { state: 'QUEUED', position: 2, group: null },
        removal: { id: 'R', reason: 'unknown', by: null, group: { checks: [{ name: 'a', result: 'failure' }] } },
      },
      armedBy: 'ghost',
      approvedBy: ['ann'],
      changesRequestedBy: ['ghost'],
    })
  })

  it('reads all checks, page by page', async () => {
    await using server = await startScriptedServer([
      answer(contexts([status('a', 'SUCCESS')], 'next')),
      answer(contexts([run('b', 'QUEUED', null)])),
    ])
    const { checks } = await readPullRequestState(testClient(server.url).github, wanted)
    expect(checks.map(({ name }) => name)).toEqual(['a', 'b'])
    expect(server.exchanges.map(({ body }) => JSON.parse(body).variables.after)).toEqual([null, 'next'])
  })
})

describe('requiredChecks', () => {
  it('joins rulesets and branch protection', () => {
    const rules = [
      checkRule({ context: 'a', integrationId: null }, { context: 'b', integrationId: 1 }),
      checkRule({ context: 'a', integrationId: 2 }, { context: 'b', integrationId: null }),
    ] as never[]
    expect(requiredChecks(rules, ['a', 'c', 'c'])).toEqual([
      { name: 'c', appId: null },
      { name: 'b', appId: 1 },
      { name: 'a', appId: 2 },
    ])
  })
})
