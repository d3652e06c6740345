import { statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { usageOf } from './usage.mjs'

/**
 * @typedef {object} Option
 * @property {string} text what it is for
 * @property {string} [value] stands for the value in the usage; without it the option is a switch
 * @property {boolean} [isFile] the value is a file that will be written
 * @property {boolean} [multiple]
 * @property {string} [short]
 * @property {(value: string) => boolean} [accepts]
 * @property {string} [allowed] what `accepts` lets pass, in words
 */

/**
 * @typedef {object} Subject
 * @property {string} text
 * @property {readonly string[]} needs parts of the set-up: bundles, act, yq
 */

/**
 * @typedef {object} CommandLine
 * @property {string} name
 * @property {string} text
 * @property {readonly string[]} [needs] parts of the set-up, for commands without subjects
 * @property {Readonly<Record<string, Subject>>} [subjects] what the first argument may be; it must be one of them
 * @property {string} [usual] the subject that is meant when none is given
 * @property {Readonly<Record<string, Option>>} options
 * @property {readonly (readonly [string, string])[]} examples arguments, and what they do
 * @property {string} ends exit codes and other remarks
 */

/**
 * @typedef {object} Arguments
 * @property {string} subject empty for commands that know none
 * @property {(name: string) => string | undefined} text value of an option
 * @property {(name: string) => readonly string[]} texts all values of an option that may be repeated
 * @property {(name: string) => boolean} has whether a switch was given
 */

/** Why a command was called wrongly, in one sentence. */
export class UsageError extends Error {}

export const exitCodes = { wrongUsage: 2 }

/**
 * Reads what a command was called with. Nothing but Node is needed, so that a wrong call is refused and help is given before anything is installed.
 * @param {CommandLine} command
 * @param {readonly string[]} args
 * @param {string} [folder] where the user stands: relative files begin there
 * @returns {Arguments | { help: string }}
 */
export function readArguments(command, args, folder = process.cwd()) {
  const options = withHelp(command)
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      Object.entries(options).map(([name, { value, short }]) => [
        name,
        { type: value ? 'string' : 'boolean', ...(short ? { short } : {}) },
      ]),
    ),
    strict: false,
    tokens: true,
    allowPositionals: true,
  })
  /** @type {Map<string, string[]>} */
  const given = new Map()
  /** @type {string[]} */
  const subjects = []
  for (const token of tokens) {
    if (token.kind === 'positional') subjects.push(token.value)
    if (token.kind === 'option') given.set(token.name, [...(given.get(token.name) ?? []), readOption(options, token, folder)])
  }
  if (given.has('help')) return { help: usageOf(command) }
  return {
    subject: readSubject(command, subjects),
    text: (name) => given.get(name)?.at(-1),
    texts: (name) => given.get(name) ?? [],
    has: (name) => given.has(name),
  }
}

/**
 * What the program of a command starts with: its arguments, or null when help or a refusal was printed and the exit code is set.
 * @param {CommandLine} command
 * @param {readonly string[]} [args]
 * @returns {Arguments | null}
 */
export function startWith(command, args = process.argv.slice(2)) {
  try {
    // `npm run` leaves the folder in which its user stands; the set-up tells which it was.
    const read = readArguments(command, args, process.env.CALLERS_FOLDER ?? process.env.INIT_CWD)
    if (!('help' in read)) return read
    console.log(read.help)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    console.error(error.message)
    process.exitCode = exitCodes.wrongUsage
  }
  return null
}

/** @param {CommandLine} command */
function withHelp({ options }) {
  /** @type {Record<string, Option>} */
  const all = { ...options, help: { text: 'show this text and end', short: 'h' } }
  return all
}

/**
 * @param {Record<string, Option>} options
 * @param {{ name: string, rawName: string, value?: string | undefined, inlineValue?: boolean | undefined }} token
 * @param {string} folder
 */
function readOption(options, { name, rawName, value, inlineValue }, folder) {
  const option = Object.hasOwn(options, name) ? options[name] : undefined
  const known = Object.keys(options).map((each) => `--${each}`)
  if (!option) throw new UsageError(`There is no option ${shown(rawName)}; there are ${inWords(known, 'and')}.${hint()}`)
  if (!option.value) {
    if (value !== undefined) throw new UsageError(`--${name} takes no value, but was given ${shown(value)}.${hint()}`)
    return ''
  }
  if (value === undefined || value === '' || (value.startsWith('-') && !inlineValue && !isNumber(value)))
    throw new UsageError(`--${name} needs a value, as in --${name} ${option.value}.${hint()}`)
  if (option.accepts?.(value) === false) throw new UsageError(`--${name} must be ${option.allowed}, not ${shown(value)}.${hint()}`)
  return option.isFile ? fileToWrite(name, resolve(folder, value)) : value
}

/**
 * Says before the work, not after it, that its result could not be written.
 * @param {string} name
 * @param {string} file
 */
function fileToWrite(name, file) {
  if (!statSync(dirname(file), { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`--${name} cannot be written to ${shown(file)}: there is no folder ${shown(dirname(file))}.`)
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`--${name} cannot be written to ${shown(file)}: it is a folder.`)
  return file
}

/**
 * @param {CommandLine} command
 * @param {readonly string[]} given
 */
function readSubject({ name, subjects, usual }, [first = usual, second]) {
  const known = Object.keys(subjects ?? {})
  const surplus = known.length === 0 ? first : second
  if (surplus !== undefined) throw new UsageError(`npm run ${name} does not know what to do with ${shown(surplus)}.${hint()}`)
  if (known.length === 0) return ''
  if (first === undefined) throw new UsageError(`npm run ${name} needs to know what: ${inWords(known, 'or')}.${hint()}`)
  if (!known.includes(first))
    throw new UsageError(`npm run ${name} knows nothing about ${shown(first)}; it knows ${inWords(known, 'and')}.${hint()}`)
  return first
}

function hint() {
  return ' --help shows examples.'
}

/** @param {string} value */
function isNumber(value) {
  return Number.isFinite(Number(value))
}

/**
 * As JSON: control characters of an argument must not reach the terminal.
 * @param {string} value
 */
function shown(value) {
  return JSON.stringify(value.length > 80 ? `${value.slice(0, 80)}…` : value)
}

/**
 * @param {readonly string[]} words
 * @param {'and' | 'or'} last
 */
function inWords(words, last) {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`
}
