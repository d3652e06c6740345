import type { Ports } from '@mfe-gitops/action-kit'

/** What a step waits with; `left` are the milliseconds until it stops waiting. */
export type WaitingPorts = Pick<Ports, 'fetch' | 'log' | 'now' | 'sleep'> & { left(): number }

/**
 * All waits of a step together. The release job of the shipped workflows has 30 minutes (`timeout-minutes`): half of them for this step, the
 * rest for the artifact and for requests that are slow to be answered. A job that ends by its limit is cancelled, and reports nothing.
 */
export const LONGEST_STEP = 15 * 60_000

/** Ports whose pauses are over at a common deadline; what is asked afterwards is asked without a pause. */
export function withDeadline<Given extends Pick<Ports, 'now' | 'sleep'>>(ports: Given, milliseconds: number): Given & { left(): number } {
  const end = ports.now() + milliseconds
  const left = () => Math.max(0, end - ports.now())
  return { ...ports, left, sleep: (pause) => ports.sleep(Math.min(pause, left())) }
}
