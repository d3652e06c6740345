import { spawn } from 'node:child_process'

export const root = new URL('../..', import.meta.url).pathname.replace(/\/$/, '')

/** Output of a command that found something to complain about, or an empty text when it ended well. */
export async function complaints(command: string, args: readonly string[], cwd = root): Promise<string> {
  const { status, output } = await runCommand(command, args, cwd)
  return status === 0 ? '' : output.trim() || `${command} ended with ${status} and printed nothing.`
}

/** Runs a command without a shell and without input. */
function runCommand(command: string, args: readonly string[], cwd = root): Promise<{ status: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
    const chunks: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.on('error', (error) => resolve({ status: null, output: `${command}: ${error.message}` }))
    child.on('close', (status) => resolve({ status, output: Buffer.concat(chunks).toString() }))
  })
}

/** Every file that git tracks or would track. */
export async function repositoryFiles(): Promise<string[]> {
  const { output } = await runCommand('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'])
  return output.split('\0').filter((file) => file !== '')
}
