import { ActionError } from '@mfe-gitops/action-kit'
import { getRun } from '@mfe-gitops/github'
import { actionsDisabled, fullName } from './access.ts'
import type { ConfigRepository } from './config-repository.ts'
import { nextPause } from './poll-pause.ts'
import { readReceipt, receiptOfRequest } from './receipt.ts'
import { findCandidates, type WantedRun } from './run-discovery.ts'
import { createRunList, toRunView } from './run-reader.ts'
import type { RunView } from './run-view.ts'
import { tolerant } from './tolerance.ts'

export interface Search extends WantedRun {
  readonly requestId: string
  readonly deadline: number
  readonly pollMs: number
  /** Sends the request once more when that has not been done. GitHub drops events under load without a word; a repeat is the same request. */
  readonly resend: () => Promise<unknown>
}

/** Waits for the run that takes our request: by its title or, where the caller sets none, by the receipt it leaves. Null when none came in time. */
export async function findRun(config: ConfigRepository, search: Search): Promise<RunView | null> {
  const list = createRunList(config, search)
  const inspected = new Set<number>()
  const resendAt = config.now() + (search.deadline - config.now()) / 2
  for (let pause = 0; ; ) {
    const { titled, untitled } = findCandidates(await tolerant(config, list, []), search)
    const found = titled[0] ?? (await inspect(config, search, { untitled, inspected }))
    if (found !== null) return found
    if (config.now() >= resendAt) await tolerant(config, search.resend, null)
    pause = nextPause(pause, false, search.pollMs)
    if (config.now() + pause > search.deadline) return null
    await config.sleep(pause)
  }
}

// How many runs with a foreign title are looked into; each costs up to two requests.
const maxInspections = 20

async function inspect(
  config: ConfigRepository,
  { requestId }: Search,
  { untitled, inspected }: { untitled: readonly RunView[]; inspected: Set<number> },
): Promise<RunView | null> {
  for (const run of untitled) {
    if (run.status !== 'completed' || inspected.has(run.id) || inspected.size >= maxInspections) continue
    inspected.add(run.id)
    const finding = await tolerant(config, () => readReceipt(config, run, receiptOfRequest(requestId)), null)
    if (finding?.kind !== 'ours') continue
    config.log.warning(
      `Run ${run.id} took the request, but its title does not say so; it was found by its receipt when it had ended. ` +
        `Set run-name in the caller workflow of ${fullName(config)} as in examples/gitops-config, so that runs can be followed.`,
    )
    return run
  }
  return null
}

/** The run that GitHub named when it took the request. */
export async function readNamedRun({ github, name, signal }: ConfigRepository, id: number): Promise<RunView> {
  const answer = await getRun(github, { ...name, runId: id }, { justCreated: true, signal })
  if (answer.notModified) throw new Error('GitHub answered 304 to a request without an ETag.')
  return toRunView(answer.value)
}

/** Why no run showed up: Actions switched off is told apart from a workflow that does not listen. */
export async function explainMissingRun(config: ConfigRepository, { event, title }: WantedRun, discoveryMs: number): Promise<ActionError> {
  if (await isSwitchedOff(config)) return actionsDisabled(config)
  return new ActionError(
    'run-not-found',
    `${fullName(config)} accepted the request, but within ${discoveryMs / 1000} s no ${event} run titled "${title}" showed up. Its workflow must be on the ` +
      'default branch, listen to this event and type, and set run-name as in examples/gitops-config, and Actions must be enabled there. If GitHub is only late, the deployment may still happen.',
  )
}

async function isSwitchedOff({ github, name, signal }: ConfigRepository): Promise<boolean> {
  try {
    const route = 'GET /repos/{owner}/{repo}/actions/workflows'
    const { data } = await github.request<{ workflows: { state: string }[] }>(route, { ...name, per_page: 100 }, { signal })
    return data.workflows.length > 0 && data.workflows.every(({ state }) => state !== 'active')
  } catch {
    return false
  }
}
