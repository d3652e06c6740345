import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { showValue } from '@mfe-gitops/contract'
import { ArtifactError } from './artifact-error.ts'
import type { SourcePorts } from './retry.ts'

/** Runs an effect with the directory of a trust root read for it alone: what an earlier job left on the runner must not say whom to trust. */
export async function withTrustRoot<T>(spec: string, ports: SourcePorts, effect: (directory: string) => Promise<T>): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'sigstore-'))
  try {
    await (ports.readTrustRoot ?? readTrustRoot)(directory).catch((error: unknown) => {
      throw new ArtifactError(
        'artifact-unavailable',
        `Sigstore's trust root could not be read, so the provenance of ${showValue(spec)} cannot be checked. Run the job again; the runner must reach https://tuf-repo-cdn.sigstore.dev.`,
        { cause: error },
      )
    })
    return await effect(directory)
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

async function readTrustRoot(cachePath: string): Promise<void> {
  const { getTrustedRoot } = await import('@sigstore/tuf')
  await getTrustedRoot({ cachePath, retry: { retries: 3 }, timeout: 10_000 })
}
