import type { TargetErrorCode } from '../target-error.ts'
import { shown, TargetError } from '../target-error.ts'

/** The parts of an error of the SDK that decide what happens next. */
export interface ServiceFailure {
  readonly name: string
  readonly status: number | undefined
  readonly message: string
}

export function failureOf(error: unknown): ServiceFailure {
  const { name, message, code, $metadata } = error as { name?: unknown; message?: unknown; code?: unknown; $metadata?: unknown }
  const status = ($metadata as { httpStatusCode?: unknown } | undefined)?.httpStatusCode
  return {
    name: String(name === 'Error' && typeof code === 'string' ? code : name),
    status: typeof status === 'number' ? status : undefined,
    message: String(message),
  }
}

export function isNamed(error: unknown, ...names: string[]): boolean {
  return names.includes(failureOf(error).name)
}

/** Failures that say nothing about the request: the service is busy or away, or its answer was lost. */
export function isPassing(error: unknown): boolean {
  return isUnanswered(error) || isBusy(error)
}

/** Nobody said anything: the connection broke, or a time ran out. The SDK has tried it as often as it may. */
function isUnanswered(error: unknown): boolean {
  const { name, status } = failureOf(error)
  if (error instanceof TargetError || status !== undefined) return false
  return /^(?:TimeoutError|RequestTimeout|E[A-Z]{3,}|ERR_STREAM|AbortError)/.test(name)
}

/** The service said that it cannot now. */
export function isBusy(error: unknown): boolean {
  const { name, status } = failureOf(error)
  if (error instanceof TargetError) return false
  return status === 429 || (status !== undefined && status >= 500) || /Throttl|SlowDown|TooManyRequests/.test(name)
}

const remedies: readonly (readonly [RegExp, string])[] = [
  [/^(?:AccessDenied|AccessDeniedException|Forbidden|403|InvalidAccessKeyId)$/, 'Give the role the rights of packages/targets/policies.'],
  [/^(?:NoSuchBucket|ResourceNotFoundException|NoSuchDistribution)$/, 'Create it, or correct its name and region in gitops.yaml.'],
  [/^(?:301|PermanentRedirect|AuthorizationHeaderMalformed|IllegalLocationConstraint)/, 'Correct the region of the target in gitops.yaml.'],
  [/^(?:ExpiredToken|ExpiredTokenException|RequestExpired|TokenRefreshRequired)/, 'Run the job again; its credentials have expired.'],
  [/^CredentialsProviderError$/, 'Name a role in gitops.yaml, or give the runner AWS credentials.'],
  [/^(?:ENOTFOUND|ECONNREFUSED|EAI_AGAIN)$/, 'Check the region and AWS_ENDPOINT_URL.'],
  [/^TimeoutError$/, "Look at the service's status page and at what is between; then run the job again, which continues where it stopped."],
]

/** Runs a call to a service; what it throws becomes a TargetError with the service's own code and a remedy. */
export async function asServiceError<T>(code: TargetErrorCode, what: string, effect: () => Promise<T>): Promise<T> {
  try {
    return await effect()
  } catch (cause) {
    if (cause instanceof TargetError) throw cause
    const { name, status, message } = failureOf(cause)
    const remedy = remedies.find(([pattern]) => pattern.test(name))?.[1] ?? 'Run the job again; it continues where it stopped.'
    const answer = status === undefined ? name : `${name}, status ${status}`
    throw new TargetError(code, `${what} failed (${answer}): ${shown(message)}. ${remedy}`, { cause })
  }
}
