import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const module = pathToFileURL(join(import.meta.dirname, 'process-clock.mjs')).href
const load = { NODE_OPTIONS: `--import=${module}` }

/** Environment of a process whose clock is off by these milliseconds: by each in turn at each look, when there are several. */
export function clockOff(...offsets: number[]): Record<string, string> {
  return { ...load, CLOCK_OFFSETS: offsets.join(',') }
}

/** Environment of a process for which no time goes by. */
export function clockAt(time: number): Record<string, string> {
  return { ...load, CLOCK_FROZEN_AT: String(time) }
}

/** Environment of a process that appends to the file what it sleeps. */
export function sleepsInto(file: string): Record<string, string> {
  return { ...load, SLEEPS_FILE: file }
}

/** All sleeps that processes have written down, in milliseconds; none when nobody slept. */
export async function readSleeps(file: string): Promise<number[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  return text.split('\n').filter(Boolean).map(Number)
}
