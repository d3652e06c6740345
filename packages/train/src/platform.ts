import type { DeploymentRequest } from '@mfe-gitops/contract'
import type { Departure, Station, Ticket } from './timetable.ts'

/** What waiting runs tell one another, wherever they write it. */
export interface Platform {
  /** Says that a request waits here. */
  announce(request: DeploymentRequest): Promise<void>
  /** Says that this run waits no longer, and with whom it leaves. */
  depart(departure: Departure): Promise<void>
  departures(): Promise<readonly Departure[]>
  waiting(): Promise<Pick<Station, 'tickets' | 'running'>>
  /** The request behind a ticket; null when it holds none. */
  requestOf(ticket: Ticket): Promise<DeploymentRequest | null>
  /** False once the run of a train has ended or its pull request is merged or closed: what it has not brought to the base by then it never will. */
  isUnderWay(train: Departure): Promise<boolean>
}

export interface Clock {
  now(): number
  sleep(ms: number): Promise<void>
  /** From 0 to 1. */
  random(): number
}
