import type { Clock } from './clock.ts'
import { type Credentials, environmentCredentials, roleCredentials } from './credentials.ts'

export type Env = Readonly<Record<string, string | undefined>>

export interface ClientSettings {
  readonly region: string
  readonly endpoint?: string
  readonly credentials?: Credentials | (() => Promise<Credentials>)
  readonly maxAttempts: number
  readonly retryMode: string
  readonly requestHandler: Timeouts
}

/** The SDK stops at 3 attempts by default, which a throttled fresh prefix of S3 outlasts; with pauses of up to 20 s, 8 take a minute or two. */
const MOST_ATTEMPTS = 8

/** Milliseconds: for a connection, without a byte, and for a request as a whole. */
interface Timeouts {
  readonly connectionTimeout: number
  readonly socketTimeout: number
  readonly requestTimeout: number
  readonly throwOnRequestTimeout: true
}

const timeouts = (socketTimeout: number, requestTimeout = socketTimeout): Timeouts => ({
  connectionTimeout: 5_000,
  socketTimeout,
  requestTimeout,
  throwOnRequestTimeout: true,
})

/**
 * By default the SDK waits for ever, and a connection that hangs would hang the deployment. DynamoDB answers in milliseconds and the others
 * within a second; what is silent for many times as long has gone. S3's five minutes for a whole request are enough for four parts of
 * 8 MiB at once at 1 Mbit/s. With all attempts a service that never answers ends a step within seven minutes.
 */
const TIMEOUTS = { S3: timeouts(30_000, 300_000), DYNAMODB: timeouts(10_000), CLOUDFRONT: timeouts(30_000), STS: timeouts(10_000) } as const

export type Service = keyof typeof TIMEOUTS

/** Settings of the client for one service. */
export type ServiceSettings = (service: Exclude<Service, 'STS'>) => ClientSettings

/** For clients of this service; `STS` is the one that credentials are fetched from. */
export function timeoutsOf(service: Service): Timeouts {
  return TIMEOUTS[service]
}

/**
 * What all clients share. The SDK's own variables are honoured as they stand in the environment that was handed in: endpoints
 * (AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_S3, …), AWS_MAX_ATTEMPTS, AWS_RETRY_MODE and keys. All others the SDK reads itself.
 */
export function clientSettings(
  { region, role }: { readonly region: string; readonly role?: string | undefined },
  env: Env,
  clock: Clock,
): ServiceSettings {
  const credentials = role === undefined ? environmentCredentials(env) : roleCredentials({ role, region, env, clock, fetch })
  return (service) => {
    const endpoint = env[`AWS_ENDPOINT_URL_${service}`] || env.AWS_ENDPOINT_URL
    return {
      region,
      maxAttempts: Number(env.AWS_MAX_ATTEMPTS) || MOST_ATTEMPTS,
      // Slows the whole client down when the service asks for it, instead of sending a herd of repeats.
      retryMode: env.AWS_RETRY_MODE || 'adaptive',
      requestHandler: timeoutsOf(service),
      ...(endpoint ? { endpoint } : {}),
      ...(credentials === undefined ? {} : { credentials }),
    }
  }
}
