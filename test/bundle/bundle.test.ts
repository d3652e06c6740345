import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const bundled = [...readdirSync(join(root, 'actions')).map((name) => `actions/${name}`), 'packages/cli']
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bundle-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function readFolder(directory: string): Record<string, string> {
  return Object.fromEntries(readdirSync(directory).map((name) => [name, readFileSync(join(directory, name), 'utf8')]))
}

describe('the bundles', () => {
  /** One with npm's client in it, which is most of the third-party code, and one without. */
  it.each(['deploy-artifact', 'open-pr'])('%s is the same bytes when it is built again', (name) => {
    const out = join(folder, name)
    const { status, stderr } = spawnSync(process.execPath, [join(root, 'scripts/bundle.mjs'), join(root, 'actions', name), out], {
      encoding: 'utf8',
    })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    const [built, again] = [readFolder(join(root, 'actions', name, 'dist')), readFolder(out)]
    expect(Object.keys(again).sort()).toEqual(Object.keys(built).sort())
    expect(Object.keys(again).filter((file) => again[file] !== built[file])).toEqual([])
  })

  it.each(bundled)('%s names no folder of this machine', (name) => {
    const files = readFolder(join(root, name, 'dist'))
    expect(Object.keys(files)).toEqual(expect.arrayContaining(['index.js', 'licenses.txt', 'package.json']))
    expect(Object.keys(files).filter((file) => files[file]?.includes(root))).toEqual([])
  })

  it('explains what to do in a folder that has nothing to bundle', () => {
    const { status, stderr } = spawnSync(process.execPath, [join(root, 'scripts/bundle.mjs'), folder], { encoding: 'utf8' })
    expect(status).toBe(1)
    expect(stderr).toBe(
      `bundle: ${folder} has no src/index.ts and no src/main.ts; run this in the folder of an action, as in actions/open-pr.\n`,
    )
  })
})
