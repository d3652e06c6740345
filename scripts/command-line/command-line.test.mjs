import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root } from '../setup/checkout.mjs'
import { readArguments, UsageError } from './command-line.mjs'
import { bench, commandLines, faults, fuzz, lab } from './commands.mjs'

/** @type {string} */
let folder
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'command-line-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** @param {string[]} args */
function npmRun(...args) {
  const { NODE_OPTIONS: _, ...env } = process.env
  return spawnSync(process.execPath, [join(root, 'scripts/setup.mjs'), ...args], { encoding: 'utf8', env })
}

describe('a command called wrongly', () => {
  it.each([
    [bench, ['--bad'], 'There is no option "--bad"; there are --minutes, --runs, --latency, --only, --json and --help.'],
    [bench, ['-x'], 'There is no option "-x"'],
    [bench, ['--toString'], 'There is no option "--toString"'],
    [bench, [], 'npm run bench needs to know what: actions'],
    [fuzz, ['nonsense'], 'npm run fuzz knows nothing about "nonsense"; it knows config-edit.'],
    [fuzz, ['config-edit', 'more'], 'does not know what to do with "more"'],
    [fuzz, ['config-edit', '--seconds', '0'], '--seconds must be a number of seconds above 0, not "0".'],
    [fuzz, ['config-edit', '--seed', '-1'], '--seed must be a whole number from 0 to 2147483647, not "-1".'],
    [bench, ['actions', '--runs', '1.5'], '--runs must be a whole number from 1, not "1.5".'],
    [faults, ['--only'], '--only needs a value, as in --only TEXT.'],
    [faults, ['--only', '--json', 'x'], '--only needs a value, as in --only TEXT.'],
    [faults, ['open-pr'], 'npm run faults knows nothing about "open-pr"; it knows change and release.'],
    [faults, ['--json', 'no-such/result.json'], 'there is no folder'],
    [faults, ['--json', '.'], 'it is a folder'],
    [lab, ['--keep=yes'], '--keep takes no value, but was given "yes".'],
    [lab, ['--\u001b[31m'], 'There is no option "--\\u001b[31m"'],
  ])('is told why: %#', (command, args, message) => {
    const read = () => readArguments(command, args, folder)
    expect(read).toThrow(UsageError)
    expect(read).toThrow(message)
  })

  it.each(Object.keys(commandLines))('ends at once, with 2 and one sentence: npm run %s', (name) => {
    const { status, stdout, stderr } = npmRun(name, '--bad')
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toMatch(/^There is no option "--bad"; there are .*\. --help shows examples\.\n$/)
  })
})

describe('a command called rightly', () => {
  it('gets values, repeated values, switches, and files as seen from where its user stands', () => {
    const read = readArguments(faults, ['--only', 'a', '--only=b', '--json', 'result.json'], folder)
    if ('help' in read) throw new Error('help')
    expect([read.texts('only'), read.text('json'), read.has('list')]).toEqual([['a', 'b'], join(folder, 'result.json'), false])
  })

  it('takes the usual subject when none is named', () => {
    const subjects = [[], ['release']].map((args) => {
      const read = readArguments(faults, args, folder)
      return 'help' in read ? 'help' : read.subject
    })
    expect(subjects).toEqual(['change', 'release'])
  })

  it.each(Object.entries(commandLines))(
    'shows its options and examples before anything is set up: npm run %s -- --help',
    (name, { options }) => {
      const { status, stdout, stderr } = npmRun(name, '--help')
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
      expect(stdout).toContain(`Usage: npm run ${name}`)
      for (const option of Object.keys(options)) expect(stdout).toContain(`--${option}`)
      expect(stdout).toContain('Examples:')
      expect(stdout).not.toContain('set-up')
    },
  )

  it.each(Object.values(commandLines).flatMap(({ name, examples }) => examples.map(([args]) => [name, args])))(
    'accepts its example: npm run %s %s',
    (name, args) => {
      const words = [...args.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')
      const command = commandLines[name]
      expect(command && readArguments(command, words, folder)).not.toHaveProperty('help')
    },
  )
})
