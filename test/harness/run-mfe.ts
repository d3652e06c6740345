import { spawn } from 'node:child_process'
import { join } from 'node:path'

export interface MfeRun {
  readonly exitCode: number | null
  /** What it printed: its result. */
  readonly output: string
  /** What it said meanwhile, and why it failed. */
  readonly said: string
}

const main = join(import.meta.dirname, '../../packages/cli/src/main.ts')

/** Runs the command line as a process of its own, with nothing of this one's environment. */
export async function runMfe(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<MfeRun> {
  const child = spawn(process.execPath, [main, ...args], {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [output, said]: [string[], string[]] = [[], []]
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()))
  const exitCode = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve))
  return { exitCode, output: output.join(''), said: said.join('') }
}
