import type { Clock } from './clock.ts'
import { type Credentials, environmentCredentials, roleCredentials } from './credentials.ts'

export type Env = Readonly<Record<string, string | undefined>>

export interface ClientSettings {
  readonly region: string
  readonly endpoint?: string
  readonly credentials?: Credentials | (() => Promise<Credentials>)
  readonly maxAttempts: number
  readonly retryMode: string
  readonly requestHandler: typeof TIMEOUTS
}

/** The SDK stops at 3 attempts by default, which a throttled fresh prefix of S3 outlasts; with pauses of up to 20 s, 8 take a minute or two. */
const MOST_ATTEMPTS = 8

/**
 * By default the SDK waits for ever, and a connection that hangs would hang the deployment. A minute without a byte is the end; five
 * minutes are enough for four parts of 8 MiB at once at 1 Mbit/s.
 */
const TIMEOUTS = { connectionTimeout: 10_000, socketTimeout: 60_000, requestTimeout: 300_000, throwOnRequestTimeout: true } as const

/**
 * What all clients share. The SDK's own variables are honoured as they stand in the environment that was handed in: endpoints
 * (AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_S3, …), AWS_MAX_ATTEMPTS, AWS_RETRY_MODE and keys. All others the SDK reads itself.
 */
export function clientSettings(
  { region, role }: { readonly region: string; readonly role?: string | undefined },
  env: Env,
  clock: Clock,
): (service: 'S3' | 'DYNAMODB' | 'CLOUDFRONT') => ClientSettings {
  const credentials = role === undefined ? environmentCredentials(env) : roleCredentials({ role, region, env, clock, fetch })
  return (service) => {
    const endpoint = env[`AWS_ENDPOINT_URL_${service}`] || env.AWS_ENDPOINT_URL
    return {
      region,
      maxAttempts: Number(env.AWS_MAX_ATTEMPTS) || MOST_ATTEMPTS,
      // Slows the whole client down when the service asks for it, instead of sending a herd of repeats.
      retryMode: env.AWS_RETRY_MODE || 'adaptive',
      requestHandler: TIMEOUTS,
      ...(endpoint ? { endpoint } : {}),
      ...(credentials === undefined ? {} : { credentials }),
    }
  }
}
