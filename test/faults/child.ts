import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'

/** Far more than any step needs on a busy machine: it tells a slow step from one that never ends. */
const budgetMs = 90_000

/** Holds the process of the step that runs now; signals it when asked to, and ends it when its time is over. */
export function followChild() {
  let current: ChildProcess | null = null
  let late = 0
  return {
    onStart(child: ChildProcess) {
      current = child
      const timer = setTimeout(() => {
        late += 1
        child.kill('SIGKILL')
      }, budgetMs)
      child.once('close', () => clearTimeout(timer))
    },
    async end(signal: NodeJS.Signals) {
      if (current === null || current.exitCode !== null || current.signalCode !== null) return
      const ended = once(current, 'exit')
      current.kill(signal)
      await ended
    },
    late: () => (late > 0 ? [`a step did not end within ${budgetMs / 1000} s`] : []),
  }
}
