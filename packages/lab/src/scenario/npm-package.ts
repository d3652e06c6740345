import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { publishTarball } from '../registry/npm-protocol.ts'
import type { Registry } from '../registry/registry.ts'

export interface NewPackage {
  readonly name: string
  readonly version: string
  /** Path inside the package to content; `package.json` is made. */
  readonly files: Readonly<Record<string, string | Uint8Array>>
}

/** Packs and publishes a package without a build, for scenarios that are not about the build. */
export async function publishPackage(registry: Registry, directory: string, { name, version, files }: NewPackage): Promise<void> {
  await mkdir(directory, { recursive: true })
  const folder = await mkdtemp(join(directory, 'package-'))
  const manifest = { name, version }
  const content = { ...files, 'package.json': JSON.stringify(manifest) }
  try {
    for (const [path, bytes] of Object.entries(content)) {
      const file = join(folder, 'package', path)
      await mkdir(dirname(file), { recursive: true })
      await writeFile(file, bytes)
    }
    const file = join(folder, 'package.tgz')
    await promisify(execFile)('tar', ['-czf', file, '-C', folder, 'package'])
    await publishTarball(registry.url, registry.publishToken, { manifest, file })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A small micro-frontend: an entry that tells its version and loads one hashed chunk, and a source map that must stay behind. */
export function sampleBuild(mfe: string, version: string): Record<string, string> {
  const chunk = `chunk-${version
    .replaceAll(/[^0-9a-z]/gi, '')
    .toUpperCase()
    .padEnd(8, 'X')
    .slice(0, 8)}.js`
  return {
    'dist/index.js': `import { text } from './${chunk}'\nexport function mount(element) {\n  element.dataset.version = ${JSON.stringify(version)}\n  element.textContent = text\n}\n`,
    [`dist/${chunk}`]: `export const text = ${JSON.stringify(`${mfe} ${version}`)}\n`,
    'dist/index.js.map': '{"version":3,"sources":[],"mappings":""}',
  }
}
