import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mfe-'))
  // Away from this checkout, as in that of a release: nothing but the bundle is there.
  cpSync(join(import.meta.dirname, '../dist'), join(folder, 'dist'), { recursive: true })
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function mfe(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, 'dist/index.js'), ...args], {
    ...{ cwd: folder, encoding: 'utf8' },
    env: { PATH: process.env.PATH },
  })
  return { status, stdout, stderr }
}

it('plans a prune of a store of its own from the bundle alone', () => {
  const directory = join(folder, 'target')
  mkdirSync(join(folder, 'config'))
  mkdirSync(directory)
  const config = {
    schema: 1,
    environments: { staging: { target: 'edge', url: 'https://staging.example.com' } },
    targets: { edge: { provider: 'local', directory } },
  }
  writeFileSync(join(folder, 'config/gitops.yaml'), JSON.stringify(config))
  const { status, stdout, stderr } = mfe('prune', '--directory', 'config', '--json')
  expect([status, stderr]).toEqual([0, expect.not.stringContaining('rror')])
  expect(JSON.parse(stdout)).toMatchObject({ stores: [{ targets: ['edge'], keep: [], remove: [] }] })
})

it('is called wrongly and says so with exit code 2', () => {
  expect(mfe('nonsense')).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining("unknown command 'nonsense'") })
})
