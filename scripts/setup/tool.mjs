import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { toolsBin } from './checkout.mjs'
import { run } from './command.mjs'
import { SetupError } from './setup-error.mjs'
import { findVersion, isAtLeast } from './version.mjs'

/**
 * One way to get a tool: gives the path of the program, or throws with the reason why not.
 * @typedef {{ name: string, provide: () => Promise<string> }} Way
 */

/**
 * Tries the ways in order and takes the first that ends with a program of a good version.
 * @param {{ name: string, version: string, byHand: string, ask?: string[] }} tool `ask` is how it tells its version
 * @param {Way[]} ways
 * @returns {Promise<string>} what happened
 */
export async function provideTool({ name, version, byHand, ask = ['--version'] }, ways) {
  const tried = []
  for (const way of ways) {
    try {
      const seen = await checkVersion(await way.provide(), version, ask)
      return `${seen} ${way.name}`
    } catch (error) {
      tried.push(`- ${way.name}: ${error instanceof Error ? error.message : error}`)
    }
  }
  throw new SetupError([`No ${name} ${version} or newer. Tried, in this order:`, ...tried, `To install it by hand: ${byHand}.`].join('\n'))
}

/** @param {string} name */
export function inTools(name) {
  return { name: 'in .tools', provide: async () => existing(join(toolsBin, name)) }
}

/** @param {string} name */
export function onPath(name) {
  return { name: 'on PATH', provide: async () => existing(findOnPath(name) ?? name) }
}

/** @param {string} name */
function findOnPath(name) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '' && folder !== toolsBin)
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path))
}

/** @param {string} path */
function existing(path) {
  if (!existsSync(path)) throw new Error('not there')
  return path
}

/**
 * @param {string} program
 * @param {string} least
 * @param {string[]} ask
 */
async function checkVersion(program, least, ask) {
  const { output } = await run(program, ask)
  const version = findVersion(output)
  if (version === null) throw new Error(`${program} ${ask.join(' ')} names no version`)
  if (!isAtLeast(version, least)) throw new Error(`${program} is ${version}; needed is ${least} or newer`)
  return version
}
