// Bundles the action or the program in the current folder: src/index.ts or src/main.ts -> dist/index.js, by ncc. Arguments: another folder, another output folder.
// Two builds of the same sources are the same bytes, wherever the checkout stands.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const ncc = createRequire(import.meta.url)('@vercel/ncc')
const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** node-gyp is only reached by npm's install scripts, which no action ever runs. */
const strayAssets = /^(?:node-gyp\.js$|node-gyp-bin\/|package\.json$)/

const action = resolve(process.argv[2] ?? '.')
const dist = resolve(process.argv[3] ?? join(action, 'dist'))
const entry = ['src/index.ts', 'src/main.ts'].map((file) => join(action, file)).find((file) => existsSync(file))
if (entry === undefined)
  fail(`${action} has no src/index.ts and no src/main.ts; run this in the folder of an action, as in actions/open-pr.`)

// ncc looks for tsconfig.json up to the current folder, and names modules by their path from there.
process.chdir(root)
const { code, assets } = await ncc(entry, {
  cache: false,
  transpileOnly: true,
  target: 'es2022',
  esm: true,
  quiet: true,
  license: 'licenses.txt',
})
/** @type {Map<string, string | Buffer>} */
const files = new Map([
  ['index.js', code],
  ['package.json', '{\n  "type": "module"\n}\n'],
])
for (const [name, { source }] of Object.entries(assets)) {
  if (strayAssets.test(name)) continue
  if (name.includes('/')) fail(`ncc emitted the asset ${name}; say in scripts/bundle.mjs whether it is needed.`)
  files.set(name, source)
}
for (const [name, source] of files) refuseMachinePaths(name, source)
writeDist(files)

/**
 * A path of the machine that built it would make the bundle differ elsewhere, and tell about that machine.
 * @param {string} name
 * @param {string | Buffer} source
 */
function refuseMachinePaths(name, source) {
  const text = source.toString()
  const at = text.indexOf(root + sep)
  if (at >= 0) fail(`dist/${name} would hold a path of this machine: ${JSON.stringify(text.slice(at, at + 120))}`)
}

/**
 * Files that are already right are left alone, so that nothing that watches them wakes up.
 * @param {Map<string, string | Buffer>} files
 */
function writeDist(files) {
  for (const name of existsSync(dist) ? readdirSync(dist) : []) if (!files.has(name)) rmSync(join(dist, name), { recursive: true })
  mkdirSync(dist, { recursive: true })
  for (const [name, source] of files) {
    const path = join(dist, name)
    if (!existsSync(path) || !readFileSync(path).equals(Buffer.from(source))) writeFileSync(path, source)
  }
}

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  console.error(`bundle: ${message}`)
  process.exit(1)
}
