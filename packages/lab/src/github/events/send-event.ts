import { nodeId } from '../ids.ts'
import { accountJson, type Json } from '../json/account.ts'
import { eventRepositoryJson } from '../json/repository.ts'
import type { Repository } from '../records.ts'
import type { WebhookEvent } from '../types.ts'
import type { World } from '../world.ts'
import type { Cause } from './cause.ts'

export interface NewEvent {
  readonly name: string
  readonly action?: string
  readonly cause: Cause
  readonly payload: Json
  readonly sha: string
  readonly ref: string
  readonly workflow?: WebhookEvent['workflow']
  /** Message of the commit that the event is about, for `[skip ci]`. */
  readonly message?: string
}

const dispatchEvents = ['repository_dispatch', 'workflow_dispatch']
// documented: skip-workflow-runs
const skipWords = /\[(skip ci|ci skip|no ci|skip actions|actions skip)\]|^skip-checks: *true$/m

/** Completes the payload with what every event carries and hands it to the listeners. */
export function sendEvent(world: World, repository: Repository, event: NewEvent): void {
  const { actor, account } = event.cause
  const byRun = actor?.kind === 'run'
  // documented: actions-do-not-trigger-workflows. A run's own token starts nothing but by the two dispatch events;
  // since 2026-06-11 its pull requests make runs that wait for approval.
  const recursion = byRun && !dispatchEvents.includes(event.name)
  const skipped = event.message !== undefined && skipWords.test(event.message)
  world.emit({
    repository: repository.fullName,
    name: event.name,
    ...(event.action === undefined ? {} : { action: event.action }),
    payload: {
      ...event.payload,
      ...eventRepositoryJson(world, repository),
      sender: accountJson(world, account),
      ...(actor?.kind === 'installation'
        ? { installation: { id: actor.installation.id, node_id: nodeId('MDI', actor.installation.id) } }
        : {}),
    },
    sha: event.sha,
    ref: event.ref,
    actor: account,
    startsWorkflows: repository.settings.actionsEnabled && !recursion && !skipped,
    ...(byRun && event.name === 'pull_request' ? { awaitsApproval: true } : {}),
    ...(event.workflow ? { workflow: event.workflow } : {}),
  })
}
