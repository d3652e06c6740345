import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'

function release(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, 'release.ts'), ...args], { encoding: 'utf8' })
  return { status, stdout, stderr }
}

it.each([
  [['--versoin', '1.0.0'], "release: Unknown option '--versoin'"],
  [['1.0.0'], "release: Unexpected argument '1.0.0'"],
  [['--version', '1.0.0'], 'release: give --version and either --dry-run or --push.'],
])('is called wrongly and says why, with exit code 2: %j', (args, message) => {
  const { status, stdout, stderr } = release(...args)
  expect([status, stdout]).toEqual([2, ''])
  expect(stderr.startsWith(message)).toBe(true)
  expect(stderr).not.toContain('node:internal')
})

it('shows help with examples', () => {
  expect(release('--help')).toMatchObject({
    status: 0,
    stderr: '',
    stdout: expect.stringMatching(/\nExamples:\n {2}node scripts\/release\.ts --version /),
  })
})
