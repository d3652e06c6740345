import { stageNames } from './generated/constraints.ts'
import type { Outcome, StageName } from './generated/documents.ts'

/** The name of the workflow step that carries each stage; whoever follows a run recognises stages by these names. */
export const stages: Readonly<Record<StageName, string>> = {
  accepted: 'Validate the request',
  changed: 'Update the config',
  'pull-request': 'Open the pull request',
  checked: 'Check the deployment',
  merged: 'Merge the pull request',
  uploaded: 'Deploy the artifact',
  live: 'Activate the version',
  purged: 'Invalidate the cache',
}

/** The stage that a workflow step carries, null for every other step. */
export function stageOfStep(step: string): StageName | null {
  return stageNames.find((name) => stages[name] === step) ?? null
}

/** The only ends of a request that are good. */
export function isGoodOutcome(outcome: Outcome): boolean {
  return outcome === 'deployed' || outcome === 'unchanged'
}
