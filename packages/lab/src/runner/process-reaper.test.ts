import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { reap } from './process-reaper.ts'

it.runIf(process.platform === 'linux')(
  'leaves no process of a run, not even those that were being started or are about to go',
  async () => {
    const trackingId = `reaper-test-${process.pid}`
    const env = { PATH: process.env.PATH, RUNNER_TRACKING_ID: trackingId }
    const steps = Array.from({ length: 10 }, () => spawn('sh', ['-c', 'sleep 300 & sleep 300'], { env, detached: true, stdio: 'ignore' }))
    await Promise.all(steps.map((step) => once(step, 'spawn')))
    await reap(trackingId)
    expect(processesOf(trackingId)).toEqual([])
  },
)

function processesOf(trackingId: string): string[] {
  return readdirSync('/proc').filter((name) => {
    try {
      return /^\d+$/.test(name) && readFileSync(`/proc/${name}/environ`, 'utf8').includes(trackingId)
    } catch {
      return false // it has gone
    }
  })
}
