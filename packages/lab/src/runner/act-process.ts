import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { type ActCommand, actArguments, actEnvironment } from './act-command.ts'
import { type ActEvent, parseActLine } from './act-log.ts'
import { reap } from './process-reaper.ts'

export interface ActProcess {
  /** Exit code; null when a signal ended it. Resolves when the last line has been read and every process of the run is gone. */
  readonly done: Promise<number | null>
  /** Lets steps with `always()` and `cancelled()` run, for as long as the grace lasts; then everything is killed. */
  cancel(graceMilliseconds: number): void
}

/** GitHub gives a cancelled step 7.5 seconds, a cancelled job 5 minutes. */
export const defaultGrace = 30_000

/** Starts act in a session of its own, so that a Ctrl-C in the terminal reaches it through the lab only. */
export function startAct(command: ActCommand, trackingId: string, onEvent: (event: ActEvent) => void): ActProcess {
  const child = spawn(command.tools.act, actArguments(command), {
    cwd: command.source,
    env: actEnvironment(command),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let timer: NodeJS.Timeout | undefined
  const done = (async () => {
    const exit = once(child, 'exit') as Promise<[number | null]>
    await Promise.all([readLines(child, 'stdout', onEvent), readLines(child, 'stderr', onEvent), exit])
    clearTimeout(timer)
    await reap(trackingId)
    return (await exit)[0]
  })()
  return {
    done,
    cancel: (grace) => {
      if (grace > 0) {
        signal(child, 'SIGINT')
        timer ??= setTimeout(() => kill(child, trackingId), grace)
      } else kill(child, trackingId)
    },
  }
}

async function readLines(child: ChildProcess, stream: 'stdout' | 'stderr', onEvent: (event: ActEvent) => void): Promise<void> {
  for await (const line of createInterface({ input: child[stream]!, crlfDelay: Number.POSITIVE_INFINITY })) {
    const event = parseActLine(line)
    if (event !== null) onEvent(event)
  }
}

function kill(child: ChildProcess, trackingId: string): void {
  signal(child, 'SIGKILL')
  void reap(trackingId)
}

function signal(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.exitCode === null && child.signalCode === null) child.kill(name)
}
