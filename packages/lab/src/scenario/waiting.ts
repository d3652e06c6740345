import type { GitHubServer } from '../github/types.ts'

export interface WaitOptions {
  /** Default 120. */
  readonly timeoutSeconds?: number
}

/** Answers what `read` answers, as soon as that is neither null, undefined nor false. */
export type WaitFor = <T>(what: string, read: () => T | Promise<T>, options?: WaitOptions) => Promise<NonNullable<Exclude<T, false>>>

/** Waits by events: every event and every change of a run makes it look again, and nothing else does. */
export function createWaiter(github: GitHubServer): { waitFor: WaitFor; close(): void } {
  let changes = 0
  let wake: (() => void)[] = []
  const poke = () => {
    changes++
    for (const each of wake.splice(0)) each()
  }
  const stops = [github.on('webhook', poke), github.runs.onChange(poke)]
  const nextChange = (seen: number) => (seen === changes ? new Promise<void>((resolve) => wake.push(resolve)) : Promise.resolve())

  const waitFor: WaitFor = async (what, read, { timeoutSeconds = 120 } = {}) => {
    let timer: NodeJS.Timeout | undefined
    const timeout = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), timeoutSeconds * 1000)
    })
    try {
      for (;;) {
        const seen = changes
        const value = await read()
        if (value !== null && value !== undefined && value !== false) return value as never
        if ((await Promise.race([nextChange(seen), timeout])) === 'late')
          throw new Error(`Waited ${timeoutSeconds} s for ${what}. Runs: ${describeRuns(github)}`)
      }
    } finally {
      clearTimeout(timer)
    }
  }
  return {
    waitFor,
    close: () => {
      for (const stop of stops) stop()
      wake = []
    },
  }
}

function describeRuns(github: GitHubServer): string {
  const runs = github.runs.list().map(({ repository, name, status, conclusion }) => `${repository} "${name}" ${conclusion ?? status}`)
  return runs.length === 0 ? 'none.' : `${runs.slice(-6).join(', ')}.`
}
