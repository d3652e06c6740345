import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

export interface ServiceProcess {
  readonly url: string
  close(): Promise<void>
}

export interface ServiceCommand {
  readonly command: string
  /** Arguments for a port that is free. */
  readonly args: (port: number) => readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
}

const START_TIMEOUT_MS = 90_000
const ATTEMPTS = 3

/** Starts a service on a free port of the loopback and waits until it answers HTTP, whatever it answers. It ends with this process. */
export async function startService(service: ServiceCommand): Promise<ServiceProcess> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await startOn(await freePort(), service)
    } catch (error) {
      // Another process may have taken the port in between.
      if (attempt === ATTEMPTS) throw error
    }
  }
}

async function startOn(port: number, { command, args, env = {}, cwd }: ServiceCommand): Promise<ServiceProcess> {
  const { PATH = '', HOME = '', JAVA_HOME } = process.env
  const child = spawn(command, args(port), {
    cwd,
    env: { PATH, HOME, ...(JAVA_HOME === undefined ? {} : { JAVA_HOME }), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-4_000)
    })
  }
  const kill = () => child.kill('SIGKILL')
  process.on('exit', kill)
  child.once('close', () => process.off('exit', kill))
  const failed = once(child, 'close').then(
    ([code]) => Promise.reject(new Error(`${command} ended with ${code} before it was ready: ${output.trim()}`)),
    (error) => Promise.reject(error),
  )
  failed.catch(() => {})
  const url = `http://127.0.0.1:${port}`
  try {
    await Promise.race([answers(url), failed])
  } catch (error) {
    kill()
    throw error
  }
  return { url, close: () => end(child) }
}

/** None of these services says when it is ready, so it is asked until it answers. */
async function answers(url: string): Promise<void> {
  const end = Date.now() + START_TIMEOUT_MS
  for (;;) {
    const failure = await failureAt(url)
    if (failure === null) return
    if (Date.now() > end) throw new Error(`${url} did not answer within ${START_TIMEOUT_MS / 1000} s.`, { cause: failure })
    await sleep(50)
  }
}

async function failureAt(url: string): Promise<unknown> {
  try {
    const answer = await fetch(url)
    await answer.body?.cancel()
    return null
  } catch (error) {
    return error
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const closed = once(child, 'close')
  child.kill('SIGKILL')
  await closed
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}
