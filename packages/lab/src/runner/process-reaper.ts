import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'

/** Far more looks than processes take to go; one that the kernel holds on to must not hold up the lab. */
const mostLooks = 200

const betweenLooks = 20

/**
 * Ends every process that a run left behind, and waits until they are gone. Steps have sessions of their own, so neither the process group nor
 * the parent finds them; like GitHub's runner this looks for RUNNER_TRACKING_ID in their environment. It looks again until it finds nothing:
 * what was being started during one look shows at the next, and a process that was killed takes a moment to go.
 */
export async function reap(trackingId: string): Promise<void> {
  for (let look = 1; look <= mostLooks; look += 1) {
    const found = process.platform === 'linux' ? await searchProc(trackingId) : await searchPs(trackingId)
    if (found.length === 0) return
    for (const pid of found) kill(pid)
    await pause(betweenLooks)
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // it ended by itself
  }
}

async function searchProc(trackingId: string): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
  const marked = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '')))
  return pids.filter((pid, index) => pid !== process.pid && marked[index]!.split('\0').includes(`RUNNER_TRACKING_ID=${trackingId}`))
}

/** macOS shows the environment behind the command. */
async function searchPs(trackingId: string): Promise<number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-axEww', '-o', 'pid=,command='], { maxBuffer: 1 << 26 })
  return stdout
    .split('\n')
    .filter((line) => line.includes(`RUNNER_TRACKING_ID=${trackingId}`))
    .map((line) => Number.parseInt(line, 10))
    .filter((pid) => pid !== process.pid)
}
