// Makes a fresh checkout ready, then runs the work that was asked for. Plain JavaScript without dependencies:
// it is the only part that runs before anything is installed, on whatever Node (20 or newer) the machine has.
import { buildBundles } from './setup/bundles.mjs'
import { installDependencies, providePnpm } from './setup/dependencies.mjs'
import { goInstall, releaseArchive, wheel } from './setup/download.mjs'
import { act, actionlint, shellcheck, yq, zizmor } from './setup/pins.mjs'
import { checkPreconditions } from './setup/preconditions.mjs'
import { SetupError } from './setup/setup-error.mjs'
import { step } from './setup/step.mjs'
import { inTools, onPath, provideTool } from './setup/tool.mjs'
import { startWork, works } from './setup/work.mjs'

const usage = `Usage: npm run lab|test|bench|fuzz|faults|lint [-- arguments], or npm run setup for the set-up alone.`

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
  else if (isAboutEdits(command, args)) await provideYardstick(command)
  else await provideActions(command)
  console.log(`set-up: ready after ${((Date.now() - started) / 1000).toFixed(1)} s\n`)
  return work === undefined ? 0 : startWork(work, args)
}

/**
 * Fuzz and bench of a package need neither act nor bundles.
 * @param {string | undefined} command
 * @param {string[]} args
 */
function isAboutEdits(command, args) {
  return command === 'fuzz' || (command === 'bench' && args.includes('config-edit'))
}

/** @param {string | undefined} command */
async function provideActions(command) {
  const ways = [inTools('act'), onPath('act'), releaseArchive(act), wheel(act), goInstall(act)]
  // The faults run the bundles themselves, without a workflow around them.
  if (command !== 'faults') await step('Provide act', () => provideTool(act, ways))
  await step('Build the actions', buildBundles)
}

/** @param {string | undefined} command */
async function provideYardstick(command) {
  if (command === 'bench')
    await step('Provide yq', () => provideOptional(yq, [inTools('yq'), goInstall(yq), onPath('yq')], 'the bench goes without it'))
}

async function provideLinters() {
  await step('Provide actionlint', () => provideTool(actionlint, [inTools('actionlint'), onPath('actionlint'), goInstall(actionlint)]))
  await step('Provide zizmor', () => provideTool(zizmor, [inTools('zizmor'), onPath('zizmor'), wheel(zizmor)]))
  const ways = [inTools('shellcheck'), onPath('shellcheck'), wheel(shellcheck)]
  // Without it actionlint checks everything but the shell inside `run:`.
  await step('Provide shellcheck', () => provideOptional(shellcheck, ways, 'shell scripts are not checked'))
}

/**
 * @param {Parameters<typeof provideTool>[0]} tool
 * @param {Parameters<typeof provideTool>[1]} ways
 * @param {string} without
 */
async function provideOptional(tool, ways, without) {
  try {
    return await provideTool(tool, ways)
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    return `not to be had on this machine; ${without}`
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
