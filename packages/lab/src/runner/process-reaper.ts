import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

/**
 * Ends every process that a run left behind. Steps have sessions of their own, so neither the process group nor the parent finds
 * them; like GitHub's runner this looks for RUNNER_TRACKING_ID in their environment.
 */
export async function reap(trackingId: string): Promise<number> {
  const found = process.platform === 'linux' ? await searchProc(trackingId) : await searchPs(trackingId)
  for (const pid of found) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // it ended by itself
    }
  }
  return found.length
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
