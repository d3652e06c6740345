import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { toolsBin, workEnvironment } from './checkout.mjs'
import { releaseArchive } from './download.mjs'
import { inTools, onPath, provideTool } from './tool.mjs'
import { findVersion, isAtLeast } from './version.mjs'

/** @type {string} */
let folder
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'setup-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** @param {string} version */
function program(version) {
  const file = join(folder, `tool-${version}`)
  writeFileSync(file, `#!/bin/sh\necho "tool version ${version}"\n`)
  chmodSync(file, 0o755)
  return file
}

describe('versions', () => {
  it.each([
    ['git version 2.39.5 (Apple Git-154)', '2.39.5'],
    ['act version 0.2.89', '0.2.89'],
    ['v20.20.2', '20.20.2'],
    ['git version 2.50', '2.50.0'],
    ['no number', null],
  ])('finds the version in %j', (text, version) => {
    expect(findVersion(text)).toBe(version)
  })

  it.each([
    ['0.2.89', '0.2.89', true],
    ['0.2.90', '0.2.89', true],
    ['0.2.9', '0.2.89', false],
    ['0.3.0', '0.2.89', true],
    ['18.20.0', '20.0.0', false],
    ['100.0.0', '20.0.0', true],
  ])('%s is at least %s: %s', (version, least, answer) => {
    expect(isAtLeast(version, least)).toBe(answer)
  })
})

describe('provideTool', () => {
  const tool = { name: 'tool', version: '1.2.0', byHand: 'https://example.com/tool' }
  const none = { name: 'on the moon', provide: async () => Promise.reject(new Error('too far')) }

  it('takes the first way that gives a version that is new enough', async () => {
    const old = { name: 'from yesterday', provide: async () => program('1.1.9') }
    const good = { name: 'from today', provide: async () => program('1.3.0') }
    expect(await provideTool(tool, [none, old, good, none])).toBe('1.3.0 from today')
  })

  it('names every way it tried, why that failed, and how to install by hand', async () => {
    const old = { name: 'from yesterday', provide: async () => program('1.1.9') }
    const failure = provideTool(tool, [none, old, inTools('no-such-tool'), onPath('no-such-tool')])
    await expect(failure).rejects.toThrow(
      [
        'No tool 1.2.0 or newer. Tried, in this order:',
        '- on the moon: too far',
        `- from yesterday: ${join(folder, 'tool-1.1.9')} is 1.1.9; needed is 1.2.0 or newer`,
        '- in .tools: not there',
        '- on PATH: not there',
        'To install it by hand: https://example.com/tool.',
      ].join('\n'),
    )
  })
})

describe('releaseArchive', () => {
  const name = `setup-test-tool-${process.pid}`
  const kept = join(toolsBin, name)
  afterEach(() => rmSync(kept, { force: true }))

  /** @param {(archive: Buffer) => string} checksum */
  async function download(checksum) {
    execFileSync('cp', [program('1.0.0'), join(folder, name)])
    execFileSync('tar', ['-czf', join(folder, 'tool.tar.gz'), '-C', folder, name])
    const archive = readFileSync(join(folder, 'tool.tar.gz'))
    const server = createServer((_, response) => response.end(archive)).listen(0, '127.0.0.1')
    await new Promise((resolve) => server.on('listening', resolve))
    const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
    const release = { [`${process.platform}-${process.arch}`]: { file: 'tool.tar.gz', sha256: checksum(archive) } }
    try {
      return await releaseArchive({ name, releaseUrl: `http://127.0.0.1:${port}`, release }).provide()
    } finally {
      server.closeAllConnections()
      server.close()
    }
  }

  it('keeps a program whose archive has the pinned checksum', async () => {
    expect(await download((archive) => createHash('sha256').update(archive).digest('hex'))).toBe(kept)
    expect(execFileSync(kept, { encoding: 'utf8' })).toBe('tool version 1.0.0\n')
  })

  it('uses nothing of an archive with another checksum', async () => {
    await expect(download(() => '0'.repeat(64))).rejects.toThrow('not the pinned 0000')
    expect(existsSync(kept)).toBe(false)
  })

  it('says when no checksum is pinned for the machine', async () => {
    await expect(releaseArchive({ name, releaseUrl: 'http://127.0.0.1:1', release: {} }).provide()).rejects.toThrow(
      'no checksum is pinned for',
    )
  })
})

describe('the environment of the work', () => {
  it('finds the tools of this checkout first', () => {
    expect(workEnvironment().PATH.split(':')[0]).toBe(toolsBin)
  })

  it('holds nothing that npm run set for its own script', () => {
    const names = ['npm_config_local_prefix', 'npm_lifecycle_event', 'npm_package_name', 'INIT_CWD', 'NODE_PATH']
    for (const name of [...names, 'npm_config_registry']) vi.stubEnv(name, 'seen')
    const environment = workEnvironment()
    vi.unstubAllEnvs()
    expect([...names, 'npm_config_registry'].filter((name) => name in environment)).toEqual(['npm_config_registry'])
  })
})
