import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

export interface FoundArtifact {
  readonly name: string
  readonly file: string
}

/**
 * Artifacts that act's server holds and that were not there, or not so, at the last look. It keeps them as
 * `<run>/<name>/<name>.zip`; a look after a step is soon enough, since the step's action waits for its upload.
 */
export function watchArtifacts(directory: string): () => Promise<FoundArtifact[]> {
  const seen = new Map<string, string>()
  return async () => {
    const found: FoundArtifact[] = []
    for (const run of await list(directory)) {
      for (const name of await list(join(directory, run))) {
        const file = join(directory, run, name, `${name}.zip`)
        const version = await stat(file).then(({ mtimeMs, size }) => (size === 0 ? undefined : `${mtimeMs} ${size}`), () => undefined)
        if (version === undefined || seen.get(file) === version) continue
        seen.set(file, version)
        found.push({ name, file })
      }
    }
    return found
  }
}

async function list(directory: string): Promise<string[]> {
  return readdir(directory).catch(() => [])
}
