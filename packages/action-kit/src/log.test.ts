import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLog, secretForms } from './log.ts'

function logged(work: (log: ReturnType<typeof createLog>) => unknown): string {
  const written: string[] = []
  work(createLog((text) => written.push(text)))
  return written.join('')
}

const isCommand = (line: string) => line.trimStart().startsWith('::') || line.includes('##[')

describe('the log', () => {
  it.each([
    ['::set-output name=outcome::deployed', ': :set-output name=outcome::deployed\n'],
    ['ok\n::add-mask::e\r\n  ::error::x', 'ok\n: :add-mask::e\n  : :error::x\n'],
    ['carriage\rreturn', 'carriage\\rreturn\n'],
    ['\u001b[2K\u001b[1A red \u0007', '\\u{1b}[2K\\u{1b}[1A red \\u{7}\n'],
    ['\u2028::error::x', '\\u{2028}::error::x\n'],
    ['\ufeff::error::x', '\\u{feff}::error::x\n'],
    ['\u00a0::error::x', '\\u{a0}::error::x\n'],
    ['\u202egnp.exe', '\\u{202e}gnp.exe\n'],
    ['%0A::error::x', '%0A::error::x\n'],
  ])('shows %j as text', (text, expected) => {
    expect(logged((log) => log.info(text))).toBe(expected)
  })

  it('edge case 14: never lets information become a command', () => {
    const text = fc
      .array(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.constantFrom('::', '##[', '\n', '\r', ' ', '\u0085', '\u2029', 'error', '::set-env name=X::y'),
        ),
      )
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(text, (value) => {
        for (const line of logged((log) => log.info(value)).split(/[\n\r\u0085\u2028\u2029]/)) expect(isCommand(line)).toBe(false)
      }),
    )
  })

  it('annotates in one line, with place and title escaped', () => {
    expect(logged((log) => log.error('a%0A\n::error::b', { title: 'x::y,z\n', file: 'environments/a,b.yaml', line: 3 }))).toBe(
      '::error title=x%3A%3Ay%2Cz,file=environments/a%2Cb.yaml,line=3::a%250A%0A::error::b\n',
    )
    expect(logged((log) => log.warning('w'))).toBe('::warning::w\n')
    expect(logged((log) => log.notice('n'))).toBe('::notice::n\n')
    expect(logged((log) => log.debug('d\n::x::'))).toBe('::debug::d%0A::x::\n')
  })

  it('closes a group also when its work fails', async () => {
    const written: string[] = []
    const log = createLog((text) => written.push(text))
    await expect(log.group('Read\n::error::x', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(written.join('')).toBe('::group::Read ::error::x\n::endgroup::\n')
  })
})

describe('a mask', () => {
  it('covers the forms that a token takes', () => {
    const token = 'ghs_ab/c+d"e='
    const masked = logged((log) => log.mask(token))
    for (const form of [
      token,
      Buffer.from(token).toString('base64'),
      Buffer.from(`x-access-token:${token}`).toString('base64'),
      encodeURIComponent(token),
      'ghs_ab/c+d\\"e=',
    ]) {
      expect(masked).toContain(`::add-mask::${form.replaceAll('%', '%25')}\n`)
    }
  })

  it('covers each line of a key', () => {
    expect(secretForms('-----BEGIN KEY-----\nabcdefgh\n')).toEqual(expect.arrayContaining(['-----BEGIN KEY-----', 'abcdefgh']))
  })

  it('is not put over something short', () => {
    expect(secretForms('')).toEqual([])
    expect(secretForms('abc')).toEqual([])
  })
})
