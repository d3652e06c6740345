import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** What one part of the generator makes, and what keeps it from making more. */
export interface Generated {
  files: { path: string; text: string }[]
  problems: string[]
}

/** Writes the files that differ, and gives back which. */
export function writeFiles(root: string, files: Generated['files']): string[] {
  const stale = files.filter(({ path, text }) => readIfPresent(join(root, path)) !== text)
  for (const { path, text } of stale) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return stale.map(({ path }) => path)
}

/** One problem per file that is missing or stale. */
export function checkFiles(root: string, files: Generated['files']): string[] {
  return files
    .filter(({ path, text }) => readIfPresent(join(root, path)) !== text)
    .map(({ path }) => `${path}: stale. Run \`node scripts/generate.ts\` and commit the result.`)
}

export function readIfPresent(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** Names in a folder, sorted; none when there is no such folder. */
export function listFolder(path: string): string[] {
  return existsSync(path) ? readdirSync(path).sort() : []
}
