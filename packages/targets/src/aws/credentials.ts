import { fromWebToken } from '@aws-sdk/credential-provider-web-identity'
import { shown, TargetError } from '../target-error.ts'
import { timeoutsOf } from './client-settings.ts'
import { type Clock, patiently } from './clock.ts'
import { asServiceError, isPassing } from './sdk-error.ts'

export interface Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
  readonly expiration?: Date
}

type Env = Readonly<Record<string, string | undefined>>

export interface RoleRequest {
  readonly role: string
  readonly region: string
  readonly env: Env
  readonly clock: Clock
  readonly fetch: typeof fetch
}

/** Credentials that end within this are fetched anew, so that none ends in the middle of an upload. */
const RENEW_BEFORE_MS = 5 * 60_000

/**
 * Credentials of a role, for the identity of the run: GitHub's token is exchanged in this process and handed to nobody else. All clients
 * share one exchange, and it is made again before its end.
 */
export function roleCredentials(request: RoleRequest): () => Promise<Credentials> {
  let known: Credentials | undefined
  let exchange: Promise<Credentials> | undefined
  return async () => {
    const endsAt = known?.expiration?.getTime() ?? Number.POSITIVE_INFINITY
    if (known !== undefined && endsAt - request.clock.now() > RENEW_BEFORE_MS) return known
    exchange ??= assumeRole(request)
      .then((found) => {
        known = found
        return found
      })
      .finally(() => {
        exchange = undefined
      })
    return exchange
  }
}

/** The keys of the environment that was handed in, which need not be the one of this process; undefined leaves it to the SDK's chain. */
export function environmentCredentials(env: Env): Credentials | undefined {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: sessionToken } = env
  if (!accessKeyId || !secretAccessKey) return undefined
  return { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) }
}

// The token service is asked once per job and answers at once; this is for the blink of an outage.
const TOKEN_PATIENCE = { attempts: 5, firstMs: 500, ceilingMs: 8_000 }
const TOKEN_TIMEOUT = 10_000

async function assumeRole({ role, region, env, clock, fetch }: RoleRequest): Promise<Credentials> {
  const address = tokenAddress(audienceOf(role), env)
  const ask = () => patiently(() => identityToken(address, env, fetch), { isPassing, patience: TOKEN_PATIENCE, clock })
  const webIdentityToken = await asServiceError('target-unknown', "Asking for the job's identity token", ask)
  const endpoint = env.AWS_ENDPOINT_URL_STS || env.AWS_ENDPOINT_URL
  const exchange = fromWebToken({
    roleArn: role,
    webIdentityToken,
    roleSessionName: sessionName(env),
    clientConfig: { region, requestHandler: timeoutsOf('STS'), ...(endpoint ? { endpoint } : {}) },
  })
  return asServiceError('target-unknown', `Assuming the role ${role}`, () => exchange())
}

/** Where the running job gets its token, one that is meant for STS alone. */
function tokenAddress(audience: string, { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: token }: Env): URL {
  if (!url || !token) {
    throw new TargetError(
      'target-unknown',
      'The target names a role, but the job has no identity to exchange for it. Give the job `permissions: id-token: write`, or remove `role` to use the credentials of the runner.',
    )
  }
  const address = new URL(url)
  address.searchParams.set('audience', audience)
  return address
}

async function identityToken(address: URL, { ACTIONS_ID_TOKEN_REQUEST_TOKEN: token }: Env, fetch: RoleRequest['fetch']): Promise<string> {
  const headers = { authorization: `Bearer ${token}`, accept: 'application/json' }
  const answer = await fetch(address, { headers, signal: AbortSignal.timeout(TOKEN_TIMEOUT) })
  const body = answer.ok ? ((await answer.json()) as { value?: unknown }) : {}
  if (typeof body.value === 'string') return body.value
  const refusal = new Error(`GitHub answered ${answer.status} without a token`)
  throw Object.assign(refusal, { name: 'NoIdentityToken', $metadata: { httpStatusCode: answer.status } })
}

/** STS of the partition that the role is in. */
function audienceOf(role: string): string {
  if (!/^arn:aws[a-z-]*:iam::\d{12}:role\//.test(role)) {
    throw new TargetError(
      'target-unknown',
      `The role ${shown(role)} is not the ARN of an IAM role, such as arn:aws:iam::123456789012:role/deploy.`,
    )
  }
  return role.startsWith('arn:aws-cn:') ? 'sts.amazonaws.com.cn' : 'sts.amazonaws.com'
}

/** Shown in CloudTrail: which run of which repository it was. STS takes 2 to 64 of these characters. */
function sessionName({ GITHUB_REPOSITORY = 'mfe-gitops', GITHUB_RUN_ID = '0' }: Env): string {
  const name = `${GITHUB_REPOSITORY.replace('/', '.')}-${GITHUB_RUN_ID}`
  return name.replace(/[^\w+=,.@-]/g, '-').slice(-64)
}
