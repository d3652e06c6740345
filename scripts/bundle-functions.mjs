// Bundles the functions that a CDN runs: packages/edge/src/functions -> packages/edge/dist, by esbuild, and says how large they are.
// One that is larger than its platform takes fails the build. Two builds of the same sources are the same bytes.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { deflateRawSync } from 'node:zlib'
import { build } from 'esbuild'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const edge = join(root, 'packages/edge')

// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html
const platforms = {
  lambda: { name: 'Lambda@Edge', most: 50 * 1024 * 1024, file: 'index.mjs', weigh: zippedBytes },
  cloudFront: { name: 'CloudFront Functions', most: 10 * 1024, file: 'index.js', weigh: bytes },
}
const functions = {
  'origin-request': platforms.lambda,
  'origin-response': platforms.lambda,
  'viewer-request': platforms.cloudFront,
  'viewer-response': platforms.cloudFront,
}

/** @type {{ name: string, bytes: number, shipped: number, most: number, platform: string }[]} */
const sizes = []
for (const [name, platform] of Object.entries(functions)) {
  const { code, licenses } = platform === platforms.lambda ? await bundleLambda(name) : await bundleCloudFront(name)
  if (code.includes(root + sep)) fail(`dist/${name} would hold a path of this machine`)
  writeDist(join(edge, 'dist', name), { [platform.file]: code, ...(licenses === '' ? {} : { 'licenses.txt': licenses }) })
  sizes.push({ name, bytes: bytes(code), shipped: platform.weigh(code), most: platform.most, platform: platform.name })
}
writeFileSync(join(edge, 'dist/sizes.json'), `${JSON.stringify(sizes, null, 2)}\n`)
for (const { name, bytes, shipped, most, platform } of sizes)
  console.log(`${name.padEnd(16)} ${kilobytes(bytes)}, ${kilobytes(shipped)} of the ${kilobytes(most)} that ${platform} takes`)
const large = sizes.filter(({ shipped, most }) => shipped > most)
if (large.length > 0) fail(`${large.map(({ name }) => name).join(', ')}: larger than the platform takes`)

/**
 * A module for Node; what the SDK requires of Node goes through a require of its own.
 * @param {string} name
 */
async function bundleLambda(name) {
  const { outputFiles, metafile } = await build({
    ...shared(name),
    platform: 'node',
    target: 'node22',
    minify: true,
    metafile: true,
    mainFields: ['module', 'main'],
    banner: { js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);" },
  })
  return { code: outputFiles[0]?.text ?? '', licenses: licensesOf(Object.keys(metafile.inputs)) }
}

/**
 * A script whose `handler` is global. The engine knows ECMAScript 5 and a choice of what came later; esbuild refuses everything else.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-20.html
 * @param {string} name
 */
async function bundleCloudFront(name) {
  const supported = { 'const-and-let': true, arrow: true, 'template-literal': true }
  const { outputFiles } = await build({ ...shared(name), platform: 'neutral', target: 'es5', supported, treeShaking: true })
  const code = outputFiles[0]?.text ?? ''
  const script = code.replace(/\nexport \{\s*handler\s*\};?\s*$/, '\n')
  if (script === code || /^\s*(?:import|export)\b/m.test(script)) fail(`${name} is no plain script`)
  return { code: script, licenses: '' }
}

/**
 * @param {string} name
 * @returns {import('esbuild').BuildOptions & { write: false }}
 */
function shared(name) {
  return {
    absWorkingDir: root,
    entryPoints: [join(edge, 'src/functions', `${name}.ts`)],
    bundle: true,
    write: false,
    format: 'esm',
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'error',
  }
}

/**
 * The licences of what a bundle holds, as its owners want them to go along.
 * @param {string[]} inputs
 */
function licensesOf(inputs) {
  const folders = new Set(inputs.flatMap((input) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? []))
  const texts = [...folders].toSorted().map((folder) => {
    const { name, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'))
    const file = readdirSync(join(root, folder)).find((entry) => /^licen[cs]e(?:\.\w+)?$/i.test(entry))
    return `${name}\n${license}\n${file === undefined ? '' : readFileSync(join(root, folder, file), 'utf8')}`
  })
  return [...new Set(texts)].toSorted().join('\n')
}

/**
 * Files that are already right are left alone, so that nothing that watches them wakes up.
 * @param {string} folder
 * @param {Record<string, string>} files
 */
function writeDist(folder, files) {
  for (const name of existsSync(folder) ? readdirSync(folder) : [])
    if (!Object.hasOwn(files, name)) rmSync(join(folder, name), { recursive: true })
  mkdirSync(folder, { recursive: true })
  for (const [name, source] of Object.entries(files)) {
    const path = join(folder, name)
    if (!existsSync(path) || readFileSync(path, 'utf8') !== source) writeFileSync(path, source)
  }
}

/** @param {string} code */
function bytes(code) {
  return Buffer.byteLength(code)
}

/** What deflate leaves of it, as in a zip of this one file. @param {string} code */
function zippedBytes(code) {
  return deflateRawSync(code, { level: 9 }).byteLength
}

/** @param {number} size */
function kilobytes(size) {
  return `${(size / 1000).toFixed(1)} kB`
}

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  console.error(`bundle-functions: ${message}`)
  process.exit(1)
}
