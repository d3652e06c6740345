import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

/** The bytes of an npm package with these files, as `npm pack` would write them. */
export async function packBuild(files: Readonly<Record<string, string | Uint8Array>>): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'packed-build-'))
  try {
    for (const [path, body] of Object.entries({ 'package.json': '{}', ...files })) {
      const file = join(folder, 'package', path)
      await mkdir(dirname(file), { recursive: true })
      await writeFile(file, body)
    }
    await promisify(execFile)('tar', ['-czf', join(folder, 'package.tgz'), '-C', folder, 'package'])
    return await readFile(join(folder, 'package.tgz'))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A build with a hashed chunk, an entry that loads it, and two files that must stay behind. */
export function sampleFiles(version: string): Record<string, string> {
  return {
    'dist/index.js': `import './chunk-ABCD234${version.length}.js'\nexport const version = '${version}'\n`,
    [`dist/chunk-ABCD234${version.length}.js`]: `document.title = 'cart ${version}'\n`,
    'dist/index.js.map': '{}',
    'dist/.env': 'SECRET=1',
  }
}
