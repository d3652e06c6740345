import { actionsAppId } from '../access/actor.ts'
import { nodeId } from '../ids.ts'
import { jobPage, suiteId } from '../json/run.ts'
import type { CommitStatus, Repository } from '../records.ts'
import { rulesOf } from '../rules/branch-rules.ts'
import { checkResults, jobsOn, latestStatuses } from '../rules/check-results.ts'
import { requiredChecks } from '../rules/required-checks.ts'
import type { JobRecord } from '../types.ts'
import type { World } from '../world.ts'
import { actorNode } from './actor-node.ts'
import { type ConnectionArguments, connection } from './connection.ts'
import { type Context, type Node, needAccess, type Resolver } from './context.ts'

/** All statuses and check runs of a commit, or null when there are none. */
export function rollupNode(context: Context, { repository, sha }: { repository: Repository; sha: string }): Node | null {
  const { world } = context
  // from memory: the rollup holds both kinds; a token needs to read both
  needAccess(context, repository, ['checks', 'read'])
  needAccess(context, repository, ['statuses', 'read'])
  const results = checkResults(world, repository, sha)
  if (results.length === 0) return null
  const any = (state: string) => results.some((result) => result.state === state)
  const jobs = jobsOn(world, repository, sha).map((job) => checkRunNode(world, repository, job))
  const statuses = latestStatuses(repository, sha).map((status) => statusNode(world, repository, status))
  return {
    __typename: 'StatusCheckRollup',
    id: nodeId('SCR', repository.id, sha),
    state: any('failing') ? 'FAILURE' : any('pending') ? 'PENDING' : 'SUCCESS',
    contexts: ((args: ConnectionArguments) => ({
      ...connection('StatusCheckRollupContextConnection', { name: 'contexts', args, all: [...jobs, ...statuses] }, (node) => node),
      checkRunCount: jobs.length,
      statusContextCount: statuses.length,
    })) satisfies Resolver,
  }
}

function checkRunNode(world: World, repository: Repository, job: JobRecord): Node {
  const run = world.runs.findJob(job.id)?.run
  const url = run ? jobPage({ world, repository, run }, job) : ''
  return {
    __typename: 'CheckRun',
    id: nodeId('CR', job.id),
    databaseId: null,
    name: job.name,
    status: job.status.toUpperCase(),
    conclusion: job.conclusion?.toUpperCase() ?? null,
    startedAt: job.startedAt,
    completedAt: job.completedAt,
    detailsUrl: url,
    url,
    permalink: url,
    title: null,
    summary: null,
    text: null,
    isRequired: requiredFor(repository, { context: job.name, appId: actionsAppId }),
    checkSuite: {
      __typename: 'CheckSuite',
      id: nodeId('CS', run ? suiteId(run) : 0),
      databaseId: null,
      app: { __typename: 'App', id: nodeId('A', actionsAppId), databaseId: actionsAppId, name: 'GitHub Actions', slug: 'github-actions' },
      workflowRun: run ? { __typename: 'WorkflowRun', id: nodeId('WFR', run.id), databaseId: null, event: run.event, url } : null,
    },
  }
}

function statusNode(world: World, repository: Repository, status: CommitStatus): Node {
  return {
    __typename: 'StatusContext',
    id: nodeId('SC', status.id),
    context: status.context,
    state: status.state.toUpperCase(),
    description: status.description,
    targetUrl: status.targetUrl,
    createdAt: status.createdAt,
    creator: actorNode(world, status.creator),
    isRequired: requiredFor(repository, { context: status.context, appId: status.appId }),
  }
}

/** `isRequired(pullRequestNumber:)`: what the rules of that pull request's base say. */
function requiredFor(repository: Repository, check: { context: string; appId: number | null }): Resolver {
  return ({ pullRequestNumber }: { pullRequestNumber?: number }) => {
    const pull = repository.pulls.get(pullRequestNumber ?? 0)
    if (!pull) return false
    const required = requiredChecks(rulesOf(repository.rules.values(), pull.base))
    return required.some(({ context, appId }) => context === check.context && (appId === null || appId === check.appId))
  }
}
