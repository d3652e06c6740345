import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { provideServices } from './services.mjs'

/** @type {string} */
let folder
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'services-'))
  vi.stubEnv('PATH', join(folder, 'bin'))
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

const services = () => join(folder, 'services')

/**
 * A Go that installs a file and counts how often it did.
 * @param {string} script
 */
function giveGo(script) {
  mkdirSync(join(folder, 'bin'))
  writeFileSync(join(folder, 'bin/go'), `#!/bin/sh\n[ "$1" = version ] && exit 0\n${script}\n`)
  chmodSync(join(folder, 'bin/go'), 0o755)
}

describe('provideServices', () => {
  it('leaves out what has no tool chain, in one line, and touches nothing', async () => {
    expect(await provideServices(services())).toBe(
      [
        'versitygw left out, its tests are skipped: go not on PATH',
        'moto left out, its tests are skipped: python3 not on PATH',
        'dynamodb-local left out, its tests are skipped: java and mvn not on PATH',
      ].join('; '),
    )
    expect(readdirSync(folder)).toEqual([])
  })

  it('installs once what has one', async () => {
    giveGo(`echo x >> '${folder}/count'; echo program > "$GOBIN/versitygw"`)
    expect(await provideServices(services())).toMatch(/^installed versitygw 1\.8\.0; moto left out/)
    expect(await provideServices(services())).toMatch(/^versitygw 1\.8\.0 is there; moto left out/)
    expect(readFileSync(join(folder, 'count'), 'utf8')).toBe('x\n')
    expect(readdirSync(join(services(), 'versitygw')).sort()).toEqual(['installed', 'versitygw'])
  })

  it('leaves nothing behind of an installation that failed, and says why in one line', async () => {
    giveGo(`echo half > "$GOBIN/versitygw"; echo first; echo 'no network' >&2; exit 1`)
    expect(await provideServices(services())).toMatch(/^versitygw left out, its tests are skipped: no network; /)
    expect(readdirSync(services())).toEqual([])
  })
})
