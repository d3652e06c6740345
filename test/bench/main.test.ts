import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'

it('measures nothing when no workload has the name, and says which there are', () => {
  const program = join(import.meta.dirname, 'main.ts')
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'upload', '--only', 'nope'], { encoding: 'utf8' })
  expect([status, stdout]).toEqual([2, ''])
  expect(stderr).toContain('No workload has "nope" in its name; there are "2,000 files of 10 KB"')
})
