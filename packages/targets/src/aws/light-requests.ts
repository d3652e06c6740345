import type { S3Client } from '@aws-sdk/client-s3'
import { toHex } from './object-headers.ts'

/**
 * What the SDK does at every request and nobody here needs; with thousands of small files it is a third of an upload's processor time.
 * There is no logger that the first would tell, the second is for functions that call themselves, and the third builds the same text again.
 */
const UNNEEDED = ['loggerMiddleware', 'recursionDetectionMiddleware', 'getUserAgentMiddleware'] as const

const USER_AGENT = 'mfe-gitops aws-sdk-js/3'

/** Those whose checksum is that of the whole body that is sent. */
const BODIES = new Set(['PutObjectCommand', 'UploadPartCommand'])

interface Given {
  readonly request: { readonly headers: Record<string, string> }
}

type Handler = (given: Given) => Promise<object>
type Middleware = (next: Handler, context: { readonly commandName?: unknown }) => Handler

/** Takes from a client what costs time at every request and changes nothing that is sent but the name of the sender. */
export function lighten({ middlewareStack }: Pick<S3Client, 'middlewareStack'>): void {
  for (const name of UNNEEDED) middlewareStack.remove(name)
  const complete: Middleware = (next, { commandName }) => {
    const isBody = BODIES.has(String(commandName))
    return (given) => {
      const { headers } = given.request
      headers['user-agent'] = USER_AGENT
      // The digest of the body is known: the signature takes it from here instead of making it once more.
      const checksum = isBody ? headers['x-amz-checksum-sha256'] : undefined
      if (checksum !== undefined) headers['x-amz-content-sha256'] = toHex(checksum)
      return next(given)
    }
  }
  const stack = middlewareStack as unknown as { add(middleware: Middleware, options: object): void }
  // After the headers of the command are written, and before the signature, which begins with `finalizeRequest`.
  stack.add(complete, { step: 'build', name: 'lightRequestMiddleware' })
}
