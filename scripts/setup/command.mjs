import { spawn } from 'node:child_process'
import { root } from './checkout.mjs'
import { SetupError } from './setup-error.mjs'

/**
 * Runs a command without a shell and without input, and returns everything it printed.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<{ status: number | null, output: string }>}
 */
export function run(command, args, { cwd = root, env = process.env } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const collect = (/** @type {Buffer} */ chunk) => {
      output += chunk
    }
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    child.on('error', reject)
    child.on('close', (status) => resolve({ status, output }))
  })
}

/**
 * Runs a command that has to succeed; its last lines are the message when it does not.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 */
export async function runOrFail(command, args, options) {
  const shown = [command, ...args].join(' ')
  const { status, output } = await run(command, args, options).catch((error) => {
    throw new SetupError(error.code === 'ENOENT' ? `${command} is not on PATH` : `${shown}: ${error.message}`)
  })
  if (status === 0) return output
  throw new SetupError(`\`${shown}\` ended with ${status ?? 'a signal'}:\n${lastLines(output, 20)}`)
}

/**
 * @param {string} text
 * @param {number} count
 */
function lastLines(text, count) {
  return text.trimEnd().split('\n').slice(-count).join('\n')
}
