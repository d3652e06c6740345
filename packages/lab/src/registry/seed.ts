import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A package that the lab's registry starts with. */
export interface SeedPackage {
  readonly manifest: { readonly name: string; readonly version: string }
  /** The tarball, byte for byte as its author published it. */
  readonly file: string
}

interface LockedPackage {
  readonly name: string
  readonly version: string
  readonly integrity: string
}

/**
 * What the examples need to build on this machine, by their lock files. A tarball that is not in the folder yet is fetched with
 * `npm pack`, once; its integrity must be the one in the lock file.
 */
export async function provideSeed(lockFiles: readonly string[], folder: string): Promise<SeedPackage[]> {
  const locked = (await Promise.all(lockFiles.map(readLock))).flat()
  const wanted = [...new Map(locked.map((each) => [`${each.name}@${each.version}`, each])).values()]
  const missing = wanted.filter((each) => !existsSync(tarballOf(folder, each)))
  if (missing.length > 0) await fetchTarballs(missing, folder)
  return Promise.all(wanted.map((each) => readTarball(folder, each)))
}

/** Packages of a lock file that npm would install here: all but those for other machines. */
async function readLock(file: string): Promise<LockedPackage[]> {
  const { packages } = JSON.parse(await readFile(file, 'utf8')) as { packages: Record<string, LockEntry> }
  return Object.entries(packages)
    .filter(([path, { os, cpu }]) => path !== '' && (os?.includes(process.platform) ?? true) && (cpu?.includes(process.arch) ?? true))
    .map(([path, { version, integrity }]) => ({ name: path.replace(/^.*node_modules\//, ''), version, integrity }))
}

interface LockEntry {
  readonly version: string
  readonly integrity: string
  readonly os?: readonly string[]
  readonly cpu?: readonly string[]
}

async function fetchTarballs(packages: readonly LockedPackage[], folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const temporary = await mkdtemp(join(folder, 'fetch-'))
  try {
    const names = packages.map(({ name, version }) => `${name}@${version}`)
    await run('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', temporary, ...names])
    for (const each of packages) {
      const file = join(temporary, fileName(each))
      await checkIntegrity(file, each)
      await rename(file, tarballOf(folder, each)) // atomic: a half-fetched tarball is never found
    }
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
}

async function readTarball(folder: string, each: LockedPackage): Promise<SeedPackage> {
  const file = tarballOf(folder, each)
  await checkIntegrity(file, each)
  const { stdout } = await run('tar', ['-xzOf', file, 'package/package.json'])
  return { file, manifest: JSON.parse(stdout) as SeedPackage['manifest'] }
}

async function checkIntegrity(file: string, { name, version, integrity }: LockedPackage): Promise<void> {
  const seen = `sha512-${createHash('sha512')
    .update(await readFile(file))
    .digest('base64')}`
  if (seen !== integrity)
    throw new Error(`${name}@${version}: the tarball has ${seen}, the lock file wants ${integrity}. Delete ${file} and try again.`)
}

function tarballOf(folder: string, each: LockedPackage): string {
  return join(folder, fileName(each))
}

/** As `npm pack` names it. */
function fileName({ name, version }: LockedPackage): string {
  return `${name.replace(/^@/, '').replaceAll('/', '-')}-${version}.tgz`
}
