import { alignTable } from '../table.ts'
import type { UploadMeasurement, UploadMeasurements } from './measure-uploads.ts'
import { cases } from './uploader.ts'

/** The program that the others are compared with. */
const OURS = 'deploy-artifact'

/** The measurements as tables for a terminal, one for each workload. */
export function describeUploads(measured: UploadMeasurements): string {
  const { node, cpu, processors, load, runs, found, missing, results, how } = measured
  const names = [...new Set(results.map(({ workload }) => workload))]
  return [
    `Node ${node.slice(1)}, ${processors} processors (${cpu}), median of ${runs} runs each on a versitygw of its own; load ${load.map((one) => one.toFixed(1)).join(' before, ')} after.`,
    `Found: ${found.join(', ') || 'no other program'}.${missing.length === 0 ? '' : ` Not to be had here: ${missing.join(', ')}.`}`,
    ...names.map((name) => `\n${name}\n${tableOf(results.filter(({ workload }) => workload === name))}`),
    `\n${OURS} is a whole step of a release: its time holds the start of Node, the read of the config commit and, where it uploads, fetching,`,
    'verifying, unpacking and checking the package, which the others get as a folder, except "curl, tar, s5cmd", which fetches, verifies and',
    'unpacks it too; "compressing" makes and stores brotli and gzip variants as well, as it does by default. Peak MB is the most memory that',
    'the process held. Ratios: above 1, the program takes more than ours.',
    '\nHow each does it:',
    ...Object.entries(how).flatMap(([name, of]) => cases.map((one) => `  ${name}, ${one}: ${of[one] ?? '-'}`)),
  ].join('\n')
}

function tableOf(results: readonly UploadMeasurement[]): string {
  const header = ['', 'wall s', 'CPU s', 'peak MB', 'requests', 'wall : ours', 'CPU : ours', 'requests : ours']
  const rows = cases.flatMap((one) => {
    const here = results.filter((result) => result.case === one)
    const ours = here.find(({ uploader }) => uploader === OURS)
    return here.map((result) => [`${one.padEnd(17)} ${result.uploader}`, ...figures(result), ...ratios(result, ours)])
  })
  return alignTable([header, ...rows])
}

function figures({ cost, requests }: UploadMeasurement): string[] {
  if (cost === null) return ['-', '-', '-', '-']
  return [cost.wallSeconds.toFixed(2), cost.cpuSeconds.toFixed(2), (cost.peakBytes / 1e6).toFixed(0), String(requests)]
}

function ratios({ cost, requests }: UploadMeasurement, ours: UploadMeasurement | undefined): string[] {
  if (cost === null || !ours?.cost) return ['-', '-', '-']
  return [cost.wallSeconds / ours.cost.wallSeconds, cost.cpuSeconds / ours.cost.cpuSeconds, requests / ours.requests].map((ratio) =>
    Number.isFinite(ratio) ? ratio.toFixed(2) : '-',
  )
}
