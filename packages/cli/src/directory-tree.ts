import { type Dirent, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ConfigTree } from '@mfe-gitops/config-repository'

type Entries = Awaited<ReturnType<ConfigTree['list']>>

/** A checkout as it lies there. Links are followed by nobody: they could lead out of it. */
export function directoryTree(directory: string): ConfigTree {
  return {
    commit: null,
    list: async (folders): Promise<Entries> => new Map(folders.map((folder) => [folder, entriesOf(join(directory, folder))])),
  }
}

function entriesOf(folder: string): NonNullable<ReturnType<Entries['get']>> {
  return readEntries(folder).map((entry) => ({
    name: entry.name,
    kind: entry.isDirectory() ? 'folder' : entry.isFile() ? 'file' : 'other',
    text: () => readFileSync(join(folder, entry.name), 'utf8'),
  }))
}

function readEntries(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(String((error as NodeJS.ErrnoException).code))) return []
    throw error
  }
}
