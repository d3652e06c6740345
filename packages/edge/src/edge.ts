import { acceptedCodings } from './accepted-codings.ts'
import { type AnswerOptions, type AnswerPorts, createAnswers, type FoundAnswer } from './answers.ts'
import { bucketCookie } from './bucket.ts'
import { answerToMethod, type EdgeRequest, type EdgeResponse, forRequest } from './response.ts'
import { readVisitor, type Visitor } from './visitor.ts'

export interface EdgePorts extends AnswerPorts {
  /** From 0 up to 1; chooses the buckets of new visitors while a canary runs. */
  random?: () => number
}

export interface EdgeOptions extends AnswerOptions {
  /** Whether the cookie of a canary is given for https alone. Default: where the request came by https. */
  secureCookie?: boolean
}

export interface Edge {
  handle(request: EdgeRequest): Promise<EdgeResponse>
}

/** Serves what is live in an environment: `/<mfe>/<path>`, `/<mfe>/@<version>/<path>` and `/import-map.json`. */
export function createEdge(ports: EdgePorts, options: EdgeOptions = {}): Edge {
  const answer = createAnswers(ports, options)
  return {
    handle: async (request) => {
      const known = answerToMethod(request.method)
      if (known !== null) return known
      const visitor = readVisitor(request.headers.cookie, ports.random ?? Math.random)
      const codings = acceptedCodings(request.headers['accept-encoding'])
      const found = await answer({ path: request.path, codings, bucket: visitor.bucket })
      return forRequest(forVisitor(found, visitor, options.secureCookie ?? request.isSecure ?? false), request)
    },
  }
}

/** The answer as this visitor gets it; a new visitor keeps the bucket that it was made for. */
function forVisitor({ answer: { response, splits }, state }: FoundAnswer, { bucket, isNew }: Visitor, isSecure: boolean): EdgeResponse {
  if (response.status !== 200) return response
  const cookie: Record<string, string> = isNew && splits.length > 0 ? { 'set-cookie': bucketCookie(bucket, isSecure) } : {}
  return { ...response, headers: { ...response.headers, 'x-cache': state, ...cookie } }
}
