import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as core from '@actions/core'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { inertLine, outputEntry, workflowCommand } from './workflow-command.ts'

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.stringMatching(/^[%:,\r\n\w]*$/),
  fc.constantFrom('%0A', '::set-output name=x::1', '\r\n::error::x', 'a:b,c%25'),
)

/** What the reference writes to standard output. */
function printedByCore(work: () => void): string {
  const written: string[] = []
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => written.push(String(chunk)) > 0)
  try {
    work()
  } finally {
    spy.mockRestore()
  }
  return written.join('')
}

describe('workflowCommand', () => {
  it('is what @actions/core writes', () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, fc.integer({ min: 1, max: 9999 }), (message, title, file, startLine) => {
        const expected = printedByCore(() => core.error(message, { title, file, startLine }))
        expect(`${workflowCommand('error', { title, file, line: startLine }, message)}\n`).toBe(expected)
      }),
    )
    expect(`${workflowCommand('add-mask', {}, 's3cr%t')}\n`).toBe(printedByCore(() => core.setSecret('s3cr%t')))
    expect(`${workflowCommand('debug', {}, 'a\nb')}\n`).toBe(printedByCore(() => core.debug('a\nb')))
    expect(`${workflowCommand('group', {}, 'a')}\n`).toBe(printedByCore(() => core.startGroup('a')))
  })

  it('is always a single line', () => {
    fc.assert(fc.property(anyText, anyText, (message, title) => !/[\r\n]/.test(workflowCommand('error', { title }, message))))
  })
})

describe('outputEntry', () => {
  let directory = ''
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'output-'))
  })
  afterAll(() => rmSync(directory, { recursive: true }))

  it('is what @actions/core appends, but for the random part', () => {
    const file = join(directory, 'output')
    writeFileSync(file, '')
    const before = process.env.GITHUB_OUTPUT
    process.env.GITHUB_OUTPUT = file
    core.setOutput('reasons', '[]\nx')
    if (before === undefined) delete process.env.GITHUB_OUTPUT
    else process.env.GITHUB_OUTPUT = before
    const sameDelimiter = (text: string) => text.replace(/ghadelimiter_[0-9a-f-]{36}/g, 'D')
    expect(sameDelimiter(outputEntry('reasons', '[]\nx'))).toBe(sameDelimiter(readFileSync(file, 'utf8')))
    appendFileSync(file, outputEntry('a', 'b'))
  })

  it('takes a new delimiter every time and refuses one that is in the value', () => {
    expect(outputEntry('a', 'b')).not.toBe(outputEntry('a', 'b'))
    expect(() => outputEntry('a', 'x\nEND\nevil=1', 'END')).toThrow('delimiter')
  })

  it('holds a value that guesses at delimiters', () => {
    const value = 'x\nghadelimiter_00000000-0000-0000-0000-000000000000\noutcome<<E\ndeployed\nE'
    const [first = '', ...rest] = outputEntry('reasons', value).split('\n')
    const delimiter = first.split('<<')[1] ?? ''
    expect(rest.slice(0, -2).join('\n')).toBe(value)
    expect(rest.filter((line) => line === delimiter)).toHaveLength(1)
  })
})

describe('inertLine', () => {
  // How the runner reads a line: white space is trimmed for the one form, the other is found anywhere.
  const isCommand = (line: string) => line.trimStart().startsWith('::') || line.includes('##[')

  it.each([
    ['::set-output name=x::1'],
    ['  ::error::x'],
    ['\t::add-mask::x'],
    ['##[error]x'],
    ['text ##[add-mask]x'],
    ['##[##[error]x'],
    [':::error::'],
    ['::::'],
    ['::stop-commands::x'],
  ])('disarms %j', (line) => {
    expect(isCommand(line)).toBe(true)
    expect(isCommand(inertLine(line))).toBe(false)
  })

  it.each([['cart 1.4.0 is live'], ['at 12::30'], ['# heading'], [' : x']])('leaves %j alone', (line) => {
    expect(inertLine(line)).toBe(line)
  })

  it('leaves no command in any line', () => {
    const line = fc.stringMatching(/^[ \t:#[\]ab]*$/)
    fc.assert(fc.property(line, (text) => !isCommand(inertLine(text))))
  })
})
