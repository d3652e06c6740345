import { type DeploymentRequest, isMap, jsonOrNull, parseRequest } from '@mfe-gitops/contract'
import type { Departure } from './timetable.ts'

/** Artifacts by which runs find each other, and the file in each. */
export const documents = {
  ticket: { artifact: 'deployment-ticket', file: 'ticket.json' },
  departure: { artifact: 'deployment-train', file: 'train.json' },
} as const

/** A departure names up to 100 runs in some twenty digits each, a ticket one request of at most 64 KiB. */
export const mostBytes = 128 * 1024

export function ticketText(request: DeploymentRequest): string {
  return JSON.stringify({ schema: 1, request })
}

/** The request of a ticket, checked as if it had come from anywhere. */
export function readTicket(text: string | null): DeploymentRequest | null {
  const parsed = parseRequest(fieldsOf(text).request)
  return parsed.ok ? parsed.value : null
}

export function departureText({ aboard, refused, branch }: Departure): string {
  return JSON.stringify({ schema: 1, aboard, refused, branch })
}

/** A departure of the run that uploaded it; null when the text is none. */
export function readDeparture(text: string | null, runId: number): Departure | null {
  const { aboard, refused, branch } = fieldsOf(text)
  if (!isRunList(aboard) || !isRunList(refused) || typeof branch !== 'string') return null
  return /^(?:deploy\/batch\/[0-9a-f]{12})?$/.test(branch) ? { runId, aboard: [...new Set([runId, ...aboard])], refused, branch } : null
}

function fieldsOf(text: string | null): Record<string, unknown> {
  const value = jsonOrNull(text)
  return isMap(value) ? value : {}
}

function isRunList(value: unknown): value is number[] {
  return Array.isArray(value) && value.length <= 200 && value.every((id) => Number.isSafeInteger(id) && id > 0)
}
