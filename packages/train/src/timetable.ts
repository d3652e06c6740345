/** A run that has an accepted request and waits to be carried. */
export interface Ticket {
  readonly runId: number
  /** The artifact that holds the request. Ids grow with time, which puts tickets of one second in order. */
  readonly artifactId: number
  /** When GitHub took the ticket, in milliseconds on GitHub's clock. */
  readonly at: number
}

/** What a run says when it stops waiting: from then on nobody counts on it as a leader, nor on those that it names. */
export interface Departure {
  readonly runId: number
  /** Runs whose requests the train settles, its own among them: carried, or beaten by a newer one that is carried. */
  readonly aboard: readonly number[]
  /** Runs that the train leaves behind for a reason that lies in their request. */
  readonly refused: readonly number[]
  /** Branch of the train's change; the pull request is found by it. */
  readonly branch: string
}

/** All that one look at GitHub shows of those who wait and those who have left. */
export interface Station {
  readonly tickets: readonly Ticket[]
  readonly departures: readonly Departure[]
  /** Runs that may be trusted and have not ended. */
  readonly running: ReadonlySet<number>
}

/** What a run does next. */
export type Step =
  | { readonly kind: 'ride'; readonly train: Departure }
  | { readonly kind: 'alone' }
  | { readonly kind: 'lead'; readonly passengers: readonly Ticket[] }
  /** Look again at `until`, on GitHub's clock. */
  | { readonly kind: 'wait'; readonly until: number }

export interface Timetable {
  /** How long a leader gathers others. */
  readonly gatherMs: number
  /** How long a leader may take from the end of its gathering until others see it leave, before they go on without it. */
  readonly patienceMs: number
  readonly mostPassengers: number
}

/** The work of a leader between the end of its gathering and its departure, when all goes well: some reads, a look into the registry, an upload. */
const usualDelay = 5000

/**
 * What a run does next, given what it sees. All runs that see the same decide the same; runs that see different things may both lead, which costs a
 * second pull request and harms nothing: every change is made on the base as it is then, in which a request that is there already is left out.
 */
export function nextStep(station: Station, own: Ticket, now: number, timetable: Timetable): Step {
  const train = trainOf(station, own)
  if (train !== null) return { kind: 'ride', train }
  if (station.departures.some(({ refused }) => refused.includes(own.runId))) return { kind: 'alone' }
  const waiting = waitingTickets(station, own)
  const leader = waiting.find((ticket) => ticket.runId === own.runId || now < ticket.at + timetable.gatherMs + timetable.patienceMs) ?? own
  const due = leader.at + timetable.gatherMs
  if (leader.runId !== own.runId) return { kind: 'wait', until: now < due ? due + usualDelay : now + usualDelay }
  if (now < due) return { kind: 'wait', until: due }
  return { kind: 'lead', passengers: waiting.filter(({ runId }) => runId !== own.runId).slice(0, timetable.mostPassengers) }
}

/** The train that a run is on; one that is still under way where there are two. */
function trainOf({ departures, running }: Station, own: Ticket): Departure | null {
  const trains = departures.filter(({ runId, aboard }) => runId !== own.runId && aboard.includes(own.runId))
  return trains.find(({ runId }) => running.has(runId)) ?? trains[0] ?? null
}

/** Those who wait, first come first; the own ticket among them, whatever the listings leave out. */
function waitingTickets({ tickets, departures, running }: Station, own: Ticket): Ticket[] {
  const gone = new Set(departures.flatMap(({ runId, aboard, refused }) => [runId, ...aboard, ...refused]))
  const others = tickets.filter(({ runId }) => runId !== own.runId && running.has(runId) && !gone.has(runId))
  return [...others, own].sort((a, b) => a.at - b.at || a.artifactId - b.artifactId)
}
