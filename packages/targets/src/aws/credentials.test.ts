import { createServer } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { environmentCredentials, roleCredentials } from './credentials.ts'

/** GitHub's token service and STS as one small server, which says what it was asked. */
let url: string
let asked: { path: string; authorization: string | undefined; body: string }[]
let tokenStatus: number
let now: number
const lifetime = 3_600_000

const server = createServer((request, response) => {
  let body = ''
  request.on('data', (chunk) => {
    body += chunk
  })
  request.on('end', () => {
    asked.push({ path: request.url ?? '', authorization: request.headers.authorization, body })
    if (request.url?.startsWith('/token')) return response.writeHead(tokenStatus).end(JSON.stringify({ value: 'the.job.token' }))
    return response.writeHead(200, { 'content-type': 'text/xml' }).end(answerOfSts())
  })
})
function answerOfSts(): string {
  const keys = '<AccessKeyId>ASIAX</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>session</SessionToken>'
  const end = `<Expiration>${new Date(now + lifetime).toISOString()}</Expiration>`
  const user =
    '<AssumedRoleUser><Arn>arn:aws:sts::123456789012:assumed-role/mfe-deploy/x</Arn><AssumedRoleId>A:x</AssumedRoleId></AssumedRoleUser>'
  return `<AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleWithWebIdentityResult><Credentials>${keys}${end}</Credentials>${user}</AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>`
}

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as { port: number }).port}`
})
afterAll(() => server.close())
beforeEach(() => {
  asked = []
  tokenStatus = 200
  now = Date.parse('2026-11-23T10:00:00Z')
})

const role = 'arn:aws:iam::123456789012:role/mfe-deploy'
function credentialsOf(wanted = role, env: Record<string, string> = {}) {
  const clock = { now: () => now, random: () => 0.5, sleep: async () => {} }
  const job = {
    ACTIONS_ID_TOKEN_REQUEST_URL: `${url}/token?x=1`,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'request-token',
    AWS_ENDPOINT_URL_STS: url,
  }
  const run = { GITHUB_REPOSITORY: 'acme/gitops-config', GITHUB_RUN_ID: '42' }
  return roleCredentials({ role: wanted, region: 'eu-central-1', env: { ...job, ...run, ...env }, clock, fetch })
}

describe('the credentials of a role', () => {
  it("are STS's answer to the job's token", async () => {
    expect(await credentialsOf()()).toMatchObject({ accessKeyId: 'ASIAX', secretAccessKey: 'secret', sessionToken: 'session' })
    expect(asked[0]).toMatchObject({ path: '/token?x=1&audience=sts.amazonaws.com', authorization: 'Bearer request-token' })
    const sent = new URLSearchParams(asked[1]?.body)
    expect(Object.fromEntries(sent)).toMatchObject({
      Action: 'AssumeRoleWithWebIdentity',
      RoleArn: role,
      RoleSessionName: 'acme.gitops-config-42',
      WebIdentityToken: 'the.job.token',
    })
    expect(asked[1]?.authorization).toBeUndefined()
  })

  it('release case 14: are fetched once for all who ask at once, and anew before they end', async () => {
    const credentials = credentialsOf()
    await Promise.all([credentials(), credentials(), credentials()])
    expect(asked).toHaveLength(2)
    now += lifetime - 6 * 60_000
    await credentials()
    expect(asked).toHaveLength(2)
    now += 2 * 60_000
    await Promise.all([credentials(), credentials()])
    expect(asked).toHaveLength(4)
  })

  it('come through an outage of the token service', async () => {
    tokenStatus = 503
    const credentials = credentialsOf()()
    server.once('request', () => {
      tokenStatus = 200
    })
    expect(await credentials).toMatchObject({ accessKeyId: 'ASIAX' })
  })

  it("are asked of the partition's own STS", async () => {
    await credentialsOf('arn:aws-cn:iam::123456789012:role/mfe-deploy')()
    expect(asked[0]?.path).toContain('audience=sts.amazonaws.com.cn')
  })

  it.each([
    ['a job without an identity', role, { ACTIONS_ID_TOKEN_REQUEST_URL: '' }, /permissions: id-token: write/],
    ['a role that is none', 'arn:aws:iam::1:user/x', {}, /is not the ARN of an IAM role/],
  ])('refuse %s', async (_, wanted, env, message) => {
    await expect(credentialsOf(wanted, env)()).rejects.toMatchObject({ code: 'target-unknown', message: expect.stringMatching(message) })
    expect(asked).toEqual([])
  })

  it('never name the token when GitHub refuses it', async () => {
    tokenStatus = 403
    const refusal = await credentialsOf()().catch((error: unknown) => error)
    expect(refusal).toMatchObject({ code: 'target-unknown', message: expect.stringContaining('GitHub answered 403') })
    expect(String(refusal)).not.toContain('request-token')
  })
})

it.each([
  [{}, undefined],
  [{ AWS_ACCESS_KEY_ID: 'a' }, undefined],
  [
    { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' },
    { accessKeyId: 'a', secretAccessKey: 'b' },
  ],
  [
    { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b', AWS_SESSION_TOKEN: 'c' },
    { accessKeyId: 'a', secretAccessKey: 'b', sessionToken: 'c' },
  ],
])('reads the keys of the environment %j', (env, expected) => {
  expect(environmentCredentials(env)).toEqual(expected)
})
