import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { node24, root, workEnvironment } from './checkout.mjs'

/** What each command runs once everything is there, all under Node 24. @type {Record<string, string[]>} */
export const works = {
  lab: ['packages/lab/src/main.ts'],
  test: ['node_modules/vitest/vitest.mjs', 'run'],
  bench: ['test/bench/main.ts'],
  fuzz: ['test/fuzz/main.ts'],
  faults: ['test/faults/main.ts'],
  load: ['test/load/main.ts'],
  lint: ['scripts/lint.ts'],
  mfe: ['packages/cli/src/main.ts'],
}

/**
 * Hands the terminal over to the work and gives back its exit code.
 * @param {string[]} work
 * @param {string[]} args
 * @returns {Promise<number>}
 */
export function startWork([script = '', ...first], args) {
  // npm starts a script at the root of the repository; paths among the arguments are meant as seen from where its user stands.
  const env = { ...workEnvironment(), CALLERS_FOLDER: process.env.INIT_CWD ?? process.cwd() }
  const child = spawn(node24, [join(root, script), ...first, ...args], { cwd: root, env, stdio: 'inherit' })
  // At a terminal Ctrl-C already reaches the whole foreground group; a second copy would look like an impatient user.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'))
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  process.on('SIGHUP', () => child.kill('SIGHUP'))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 143)))
  })
}
