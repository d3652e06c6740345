import type { FaultKind } from './fault-case.ts'
import type { Call } from './recording.ts'

/** Milliseconds after which a call is given up. */
const timeoutMs = 2000

const stalled: FaultKind = { name: 'stalled', network: () => ({ kind: 'stalled', timeoutMs }) }

/** What goes wrong on the way to GitHub. The client's own limit of 30 seconds is shortened for what never ends. */
export function networkFaults({ writes }: Call): FaultKind[] {
  return [
    { name: 'unknown-host', network: () => ({ kind: 'elsewhere', url: 'http://github.invalid/' }) },
    { name: 'refused', network: ({ refused }) => ({ kind: 'elsewhere', url: refused }) },
    { name: 'tls-error', network: ({ stranger }) => ({ kind: 'elsewhere', url: stranger.replace('http:', 'https:') }) },
    { name: 'no-answer', network: ({ silent }) => ({ kind: 'elsewhere', url: silent, timeoutMs }) },
    // A read that stalls is asked again like one that gets no answer; of a write the work is done.
    ...(writes ? [stalled] : []),
  ]
}

/** The death of the process. After a read nothing else is left behind than before it. */
export function crashes({ writes }: Call): FaultKind[] {
  return [
    { name: 'crash-before', signal: 'SIGKILL', fault: { when: 'before', drop: true } },
    { name: 'crash-after', signal: 'SIGKILL', fault: { when: 'after', drop: true } },
    { name: 'sigterm-before', signal: 'SIGTERM', fault: { when: 'before', drop: true } },
    ...(writes ? [{ name: 'sigterm-after', signal: 'SIGTERM', fault: { when: 'after', drop: true } } as const] : []),
  ]
}

/** Writing there fails with ENOSPC, as on a full disk. */
const full = '/dev/full'

/** The files a step writes for the runner, one at a time; the temporary folder is no folder. */
export const diskFaults: readonly FaultKind[] = [
  { name: 'full-outputs', files: { GITHUB_OUTPUT: full } },
  { name: 'full-summary', files: { GITHUB_STEP_SUMMARY: full } },
  { name: 'full-temp', files: { RUNNER_TEMP: full } },
]
