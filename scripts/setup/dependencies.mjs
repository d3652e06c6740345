import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { node24, root, tools, toolsBin, workEnvironment } from './checkout.mjs'
import { runOrFail } from './command.mjs'

const pnpmFolder = join(tools, 'pnpm')
const pnpmPin = join(root, 'scripts/setup/pnpm')
const pnpm = join(pnpmFolder, 'node_modules/pnpm/bin/pnpm.cjs')
const record = join(tools, 'dependencies.sha256')

/** pnpm as a local package, from a lock file that pins its bytes; nothing is installed globally. */
export async function providePnpm() {
  const wanted = readFileSync(join(pnpmPin, 'package-lock.json'))
  const installed = join(pnpmFolder, 'package-lock.json')
  const version = JSON.parse(wanted.toString()).packages['node_modules/pnpm'].version
  if (existsSync(pnpm) && existsSync(installed) && readFileSync(installed).equals(wanted)) return `${version} is there`
  mkdirSync(pnpmFolder, { recursive: true })
  for (const name of ['package.json', 'package-lock.json']) copyFileSync(join(pnpmPin, name), join(pnpmFolder, name))
  await runOrFail('npm', ['ci', '--prefix', pnpmFolder, '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: pnpmFolder })
  linkTool('pnpm', '../pnpm/node_modules/.bin/pnpm')
  return `installed ${version} into .tools`
}

/** The dependencies, Node 24 among them; skipped while lock file and manifests are those of the last installation. */
export async function installDependencies() {
  const wanted = manifestsHash()
  const seen = existsSync(record) ? readFileSync(record, 'utf8').trim() : ''
  if (seen === wanted && existsSync(node24)) return 'up to date'
  const env = { ...workEnvironment(), CI: 'true' } // never ask whether node_modules may be replaced
  await runOrFail(process.execPath, [pnpm, 'install', '--frozen-lockfile', '--prefer-offline'], { env })
  linkTool('node', '../../node_modules/node/bin/node')
  writeFileSync(record, `${wanted}\n`)
  return 'installed'
}

/** A change of any manifest, the lock file, the platform or pnpm makes the installation stale. */
function manifestsHash() {
  const hash = createHash('sha256').update(`${process.platform}-${process.arch}`)
  for (const file of manifests()) hash.update(`\0${file}\0`).update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

function manifests() {
  const members = ['packages', 'actions'].flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => `${folder}/${name}/package.json`),
  )
  const own = ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', 'scripts/setup/pnpm/package-lock.json']
  return [...own, ...members.sort()].filter((file) => existsSync(join(root, file)))
}

/**
 * @param {string} name
 * @param {string} target relative to .tools/bin, so that a moved checkout still works
 */
function linkTool(name, target) {
  mkdirSync(toolsBin, { recursive: true })
  rmSync(join(toolsBin, name), { force: true })
  symlinkSync(target, join(toolsBin, name))
}
