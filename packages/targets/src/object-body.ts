import { createHash } from 'node:crypto'
import type { ObjectBody } from './artifact-store.ts'
import { TargetError } from './target-error.ts'

export function sizeOf(body: ObjectBody): number {
  return body instanceof Uint8Array ? body.byteLength : body.size
}

/** The bytes of a body, from the start. */
export function bytesOf(body: ObjectBody, lend?: () => Uint8Array): AsyncIterable<Uint8Array> | Iterable<Uint8Array> {
  return body instanceof Uint8Array ? [body] : body.open(lend)
}

/** All bytes of a body, for a body that is known to be small. */
export async function collect(body: ObjectBody): Promise<Uint8Array> {
  if (body instanceof Uint8Array) return body
  if (body.bytes !== undefined) return body.bytes()
  const chunks: Uint8Array[] = []
  for await (const chunk of body.open()) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** Lower-case hex. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** Refuses bytes that do not have the digest that was announced. */
export function checkDigest(key: string, seen: string, announced: string): void {
  if (seen === announced) return
  throw new TargetError(
    'integrity-mismatch',
    `The bytes of ${key} have the SHA-256 ${seen}, but ${announced} was expected. Fetch the artifact again.`,
  )
}

/** Passes a body on while its digest is made; ends with an error when it is not the one announced. */
export async function* verified(key: string, body: ObjectBody, announced: string, lend?: () => Uint8Array): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256')
  for await (const chunk of bytesOf(body, lend)) {
    hash.update(chunk)
    yield chunk
  }
  checkDigest(key, hash.digest('hex'), announced)
}
