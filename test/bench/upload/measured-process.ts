import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A program and what it is started with; nothing of this process's environment is inherited but PATH. */
export interface Command {
  readonly program: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

/** What a process took, as the kernel counted it. */
export interface ProcessCost {
  readonly wallSeconds: number
  /** In the program and in the kernel for it, on all processors together. */
  readonly cpuSeconds: number
  readonly peakBytes: number
}

const wrapper = join(import.meta.dirname, 'measured.py')
/** A program that hangs must not hang the bench; the slowest one known takes less than a minute. */
const LONGEST_MS = 600_000

/** Runs a command that has to succeed, and gives what it took. */
export async function measureProcess({ program, args, env }: Command): Promise<ProcessCost> {
  const folder = await mkdtemp(join(tmpdir(), 'measured-'))
  const report = join(folder, 'cost.json')
  try {
    const child = spawn('python3', ['-S', wrapper, report, program, ...args], {
      cwd: folder,
      env: { PATH: process.env.PATH ?? '', HOME: folder, RUNNER_TEMP: folder, GITHUB_OUTPUT: join(folder, 'output'), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: LONGEST_MS,
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        said = (said + chunk.toString()).slice(-2_000)
      })
    }
    const code = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve))
    if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}:\n${said.trim()}`)
    return JSON.parse(await readFile(report, 'utf8')) as ProcessCost
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
