import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { tar } from '../../packages/artifact/test/tarball.ts'
import type { ChangeLab, RunProcess } from '../harness/config-repository.ts'
import type { ActionRun } from '../harness/run-action.ts'

/** Bytes that look like a bundle to a compressor: words in random order, of which no two files have the same. */
export function scriptOf(bytes: number): Uint8Array {
  const words = Array.from(
    { length: 4096 },
    (_, at) => `${at % 3 === 0 ? 'const ' : ''}v${(at * 7919) % 65536}=${at % 5 === 0 ? '()=>' : ''}`,
  )
  const picks = randomBytes(Math.ceil(bytes / 8) * 2)
  const text: string[] = []
  for (let at = 0, size = 0; size < bytes; at += 2) size += text[text.push(words[picks.readUInt16LE(at) % 4096]!) - 1]!.length
  return Buffer.from(`//${text.join('')}`).subarray(0, bytes)
}

/** A package as `npm pack` writes it, but hardly compressed: what is measured is who reads it. */
export async function packLarge(files: Readonly<Record<string, Uint8Array>>): Promise<Uint8Array> {
  const entries = Object.entries({ 'package.json': Buffer.from('{}'), ...files })
  return gzipSync(await tar(entries.map(([path, body]) => ({ name: `package/${path}`, body }))), { level: 1 })
}

export interface Measured {
  readonly run: ActionRun
  /** Most memory that the process ever had, in megabytes of a million bytes. */
  readonly megabytes: number
}

/** Runs deploy-artifact as the runner does, and asks the process at its end how much memory it had. */
export async function deployMeasured(lab: ChangeLab, commit: string, { env, ...process }: RunProcess = {}): Promise<Measured> {
  const report = join(lab.temp, `peak-${commit}`)
  const probe = join(lab.temp, 'peak.mjs')
  // Not `resourceUsage()`: for a child it begins with what its parent had. The heap is capped as on the smallest of runners.
  await writeFile(
    probe,
    `import { readFileSync, writeFileSync } from 'node:fs'
     process.on('exit', () => writeFileSync(${JSON.stringify(report)}, /VmHWM:\\s+(\\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? ''))`,
  )
  const options = `--import=${probe}`
  const run = await lab.run('deploy-artifact', { commit, environment: 'staging', mfe: 'cart' }, undefined, {
    ...process,
    env: { ...env, NODE_OPTIONS: options },
  })
  return { run, megabytes: (Number(await readFile(report, 'utf8')) * 1024) / 1e6 }
}
