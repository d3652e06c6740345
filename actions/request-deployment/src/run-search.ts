import type { ConfigRepository } from './config-repository.ts'
import { dispatchRequest } from './dispatch.ts'
import { findRun, readNamedRun } from './find-run.ts'
import type { Journal } from './journal.ts'
import type { Order } from './order.ts'
import { discoveryWindow, findCandidates, type WantedRun } from './run-discovery.ts'
import { createRunList } from './run-reader.ts'
import type { RunView } from './run-view.ts'

/** The search for the run of one request: sends the request when that is needed, and never offers the same wrong run twice. */
export interface RunSearch {
  /** The run to follow, null when none came in time. */
  next(): Promise<RunView | null>
  /** Notes that a run answered another request. */
  exclude(run: Pick<RunView, 'id'>): void
  /** True when the run is ours beyond doubt: GitHub named it, or it is the only one with our title. */
  isCertain(run: Pick<RunView, 'id'>): Promise<boolean>
  readonly wanted: WantedRun
}

interface SearchState {
  wanted: WantedRun
  /** When to stop looking; set when the request is sent. */
  deadline: number | null
  resent: boolean
  named: number | null
}

/** Opens the search; `clockAhead` is how far GitHub's clock is ahead of ours in milliseconds. */
export function openRunSearch(
  config: ConfigRepository,
  order: Order,
  { journal, clockAhead }: { journal: Journal; clockAhead: number },
): RunSearch {
  const excluded = new Set<number>()
  const state: SearchState = { wanted: wantedSince(order, config.now() + clockAhead, excluded), deadline: null, resent: false, named: null }
  const post = createPost(config, order, { journal, clockAhead, excluded, state })
  return {
    next: async () => {
      const earlier = state.deadline === null ? await findEarlier(config, order, { journal, state, excluded }) : null
      if (earlier !== null) return earlier
      const deadline = await post.sendOnce()
      if (state.named !== null && !excluded.has(state.named)) return readNamedRun(config, state.named)
      return findRun(config, { ...state.wanted, requestId: order.id, deadline, pollMs: order.inputs.pollMs, resend: post.resendOnce })
    },
    exclude: ({ id }) => void excluded.add(id),
    isCertain: async ({ id }) => {
      if (id === state.named) return true
      const { titled } = findCandidates(await createRunList(config, state.wanted)(), state.wanted)
      return titled.length === 1 && titled[0]?.id === id
    },
    get wanted() {
      return state.wanted
    },
  }
}

interface PostOffice {
  readonly journal: Journal
  readonly clockAhead: number
  readonly excluded: ReadonlySet<number>
  readonly state: SearchState
}

function createPost(config: ConfigRepository, order: Order, { journal, clockAhead, excluded, state }: PostOffice) {
  const send = () => {
    journal.sent = true
    return dispatchRequest(config, { ...order.inputs, request: order.request })
  }
  return {
    sendOnce: async () => {
      if (state.deadline !== null) return state.deadline
      journal.sentAt = config.now() + clockAhead
      state.wanted = wantedSince(order, journal.sentAt, excluded)
      const answer = await send()
      if (answer === 'unknown') config.log.warning('GitHub did not confirm the request; looking for its run all the same.')
      else config.log.info(`Request sent as ${order.inputs.transport}.`)
      state.named = typeof answer === 'object' ? (answer?.id ?? null) : null
      state.deadline = config.now() + order.inputs.discoveryMs
      return state.deadline
    },
    resendOnce: async () => {
      if (state.resent) return
      state.resent = true
      config.log.info('No run has taken the request yet; sending it once more. A repeat has the same request id and takes effect once.')
      await send()
    },
  }
}

function wantedSince({ title, inputs }: Order, at: number, excluded: ReadonlySet<number>): WantedRun {
  return { title, event: inputs.transport, since: discoveryWindow(at), excluded }
}

// A given timestamp means: the same request, perhaps sent before by a job that is now re-run. A run of it that is under way or went well is
// followed; one that failed is left alone, and the request is sent again.
async function findEarlier(
  config: ConfigRepository,
  order: Order,
  { journal, state, excluded }: { journal: Journal; state: SearchState; excluded: Set<number> },
): Promise<RunView | null> {
  const { timestamp } = order.inputs.fields
  if (timestamp === undefined) return null
  const wanted = wantedSince(order, Date.parse(timestamp), excluded)
  const { titled } = findCandidates(await createRunList(config, wanted)(), wanted)
  const isAlive = ({ status, conclusion }: RunView) => status !== 'completed' || conclusion === 'success'
  // Those that are alive stay candidates: the newest one may turn out to be a stranger with our title.
  for (const run of titled) if (!isAlive(run)) excluded.add(run.id)
  const alive = titled.findLast(isAlive)
  if (alive === undefined) return null
  config.log.info('This request has been sent before; following the run that took it.')
  state.wanted = wanted
  journal.sent = true
  journal.sentAt = alive.createdAt
  return alive
}
