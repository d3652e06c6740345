import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

/** A Lambda@Edge bundle in a process of its own, with nothing of this checkout within its reach. */
export interface LambdaProcess {
  handle<T>(event: unknown): Promise<T>
  /** What it wrote to its log. */
  readonly log: string[]
  close(): Promise<void>
}

const host = new URL('lambda-host.mjs', import.meta.url).pathname

export function startLambda(bundle: string, env: Readonly<Record<string, string>>): LambdaProcess {
  const child = spawn(process.execPath, [host, bundle], { env, stdio: ['pipe', 'pipe', 'pipe'] })
  const log: string[] = []
  createInterface({ input: child.stderr }).on('line', (line) => log.push(line))
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()))
  return {
    log,
    handle: async (event) => {
      child.stdin.write(`${JSON.stringify(event)}\n`)
      const answer = await answers.next()
      if (answer.done) throw new Error(`The function ended without an answer:\n${log.join('\n')}`)
      return JSON.parse(answer.value)
    },
    close: async () => {
      child.stdin.end()
      await closed
    },
  }
}
