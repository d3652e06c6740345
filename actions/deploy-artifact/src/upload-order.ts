import type { ArtifactManifest } from '@mfe-gitops/artifact'

/**
 * The files of a version in the order in which they must appear: first what never changes its name, then what does not, then the entry. Whoever
 * finds a file therefore finds everything it refers to. The manifest comes after all of them and is not in this list.
 */
export function uploadWaves({ files, entry }: Pick<ArtifactManifest, 'files' | 'entry'>): readonly (readonly string[])[] {
  const paths = Object.keys(files).filter((path) => path !== entry)
  const isImmutable = (path: string) => /\bimmutable\b/.test(files[path]?.cacheControl ?? '')
  return [paths.filter(isImmutable), paths.filter((path) => !isImmutable(path)), [entry]].filter((wave) => wave.length > 0)
}

// Twice the most requests at once: while some files are being compressed, others go up.
const FILES_AT_ONCE = 64

/** Runs an effect for every path of a wave. After the first failure nothing new begins; it ends when all that began has ended. */
export async function runWave(paths: readonly string[], effect: (path: string, isStopped: () => boolean) => Promise<void>): Promise<void> {
  const failures: unknown[] = []
  const isStopped = () => failures.length > 0
  const waiting = paths.values()
  const worker = async () => {
    for (const path of waiting) {
      if (isStopped()) return
      await effect(path, isStopped).catch((error: unknown) => failures.push(error))
    }
  }
  await Promise.all(Array.from({ length: Math.min(FILES_AT_ONCE, paths.length) }, worker))
  if (isStopped()) throw failures[0]
}
