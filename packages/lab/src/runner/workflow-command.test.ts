import { describe, expect, it } from 'vitest'
import { parseActLine } from './act-log.ts'
import { parseWorkflowCommand } from './workflow-command.ts'

describe('a workflow command', () => {
  it.each([
    [
      '::error title=One two::mfe: "x::error::owned"\n',
      { name: 'error', properties: { title: 'One two' }, data: 'mfe: "x::error::owned"' },
    ],
    ['::error::http://[::1]:80/', { name: 'error', properties: {}, data: 'http://[::1]:80/' }],
    [
      '  ::warning file=a%2Cb,line=2,title=x%3Ay::50%25%0Amore%3A',
      { name: 'warning', properties: { file: 'a,b', line: '2', title: 'x:y' }, data: '50%\nmore%3A' },
    ],
    ['::add-mask::a::b\r\n', { name: 'add-mask', properties: {}, data: 'a::b' }],
    ['::error %250A::%250A', { name: 'error', properties: {}, data: '%0A' }],
  ])('%j ends its head at the first colons', (line, command) => {
    expect(parseWorkflowCommand(line)).toEqual(command)
  })

  it.each(['error::x', 'text ::error::x', '::error', ''])('is not %j', (line) => {
    expect(parseWorkflowCommand(line)).toBeNull()
  })

  it('is an annotation also where act takes it for an unknown command', () => {
    const raw = '::error::mfe: seen "x::error::owned"\n'
    const line = { jobID: 'a', job: 'x/a', step: 's', stepID: ['0'], stage: 'Main', command: 'error::mfe:', arg: 'owned"', raw }
    expect(parseActLine(JSON.stringify(line))).toMatchObject({ kind: 'annotation', level: 'error', message: 'mfe: seen "x::error::owned"' })
  })
})
