import { alignTable } from '../table.ts'
import type { ReleaseMeasurements } from './measure-release.ts'
import { services } from './slow-services.ts'

/** The measurements as a table for a terminal. */
export function describeRelease({ node, cpu, processors, load, runs, latencyMs, files, stages }: ReleaseMeasurements): string {
  const header = ['stage', ...services, 'in a row', 'waiting s', 'own work s', 'in all s']
  const rows = stages.map(({ stage, calls, inARow, waitingSeconds, seconds }) => [
    stage,
    ...services.map((service) => String(calls[service] ?? 0)),
    String(inARow),
    waitingSeconds.toFixed(2),
    (seconds - waitingSeconds).toFixed(2),
    seconds.toFixed(2),
  ])
  const sum = (pick: (stage: (typeof stages)[number]) => number) => stages.reduce((all, stage) => all + pick(stage), 0)
  const total = [
    'from request to purge',
    ...services.map((service) => String(sum(({ calls }) => calls[service] ?? 0))),
    String(sum(({ inARow }) => inARow)),
    sum(({ waitingSeconds }) => waitingSeconds).toFixed(2),
    sum(({ waitingSeconds, seconds }) => seconds - waitingSeconds).toFixed(2),
    sum(({ seconds }) => seconds).toFixed(2),
  ]
  return `Node ${node.slice(1)}, ${processors} processors (${cpu}), median of ${runs} deployments of ${files} files; load ${load.map((one) => one.toFixed(1)).join(' before, ')} after.
Every call to a service takes ${latencyMs} ms longer. Each stage is the shipped bundle in a process of its own.

${alignTable([header, ...rows, total])}

In a row: calls that waited for one another; the others ran beside them. Waiting: the injected latency alone. Own work: the start of Node, the
work of the action, and what the services themselves took. The start of jobs, which GitHub decides, is not in it.`
}
