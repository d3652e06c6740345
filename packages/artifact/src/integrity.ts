import { createHash } from 'node:crypto'
import { showValue } from '@mfe-gitops/contract'
import ssri from 'ssri'
import { ArtifactError } from './artifact-error.ts'
import { watched } from './artifact-file.ts'

const STRONG = ['sha512', 'sha384', 'sha256'] as const

/** The one strongest digest of an integrity string, such as `sha512-…`. SHA-1 alone proves nothing any more and counts as missing. */
export function strongIntegrity(integrity: unknown, what: string): string {
  const parsed = typeof integrity === 'string' ? ssri.parse(integrity, { strict: true }) : null
  for (const algorithm of STRONG) {
    const digests = [...new Set((parsed?.[algorithm] ?? []).map((hash) => hash.toString()))].filter((digest) => digest !== '')
    if (digests.length > 1)
      throw new ArtifactError(
        'artifact-invalid',
        `${showValue(what)} has ${digests.length} different ${algorithm} digests. There must be one.`,
      )
    if (digests[0] !== undefined) return digests[0]
  }
  throw new ArtifactError(
    'integrity-missing',
    `${showValue(what)} has no SHA-512, SHA-384 or SHA-256 digest, only ${showValue(integrity ?? 'none')}. Publish it with a current client to a registry that records \`dist.integrity\`.`,
  )
}

/** Throws unless the bytes have the digest. */
export function verifyIntegrity(bytes: Uint8Array, integrity: string, what: string): void {
  const { update, check } = digestCheck(integrity, what)
  update(bytes)
  check()
}

/** Fetches once more when the bytes were others than those asked for: something on the way may have broken them. */
export function againWhenOther<T>(fetchOnce: () => Promise<T>): Promise<T> {
  return fetchOnce().catch((error: unknown) => {
    if (error instanceof ArtifactError && error.code === 'integrity-mismatch') return fetchOnce()
    throw error
  })
}

/** Passes bytes on while their digest is made; the end is an error when it is not the digest asked for. */
export async function* verified(source: AsyncIterable<Uint8Array>, integrity: string, what: string): AsyncGenerator<Uint8Array> {
  const { update, check } = digestCheck(integrity, what)
  yield* watched(source, update)
  check()
}

function digestCheck(integrity: string, what: string) {
  const [, algorithm = '', wanted] = /^(\w+)-([^?]+)/.exec(strongIntegrity(integrity, what)) ?? []
  const hash = createHash(algorithm)
  return {
    update: (chunk: Uint8Array) => void hash.update(chunk),
    check: () => {
      if (hash.digest('base64') === wanted) return
      throw new ArtifactError(
        'integrity-mismatch',
        `The bytes of ${showValue(what)} do not have the digest ${showValue(integrity)}. The package was changed after it was accepted, or in transit.`,
      )
    },
  }
}
