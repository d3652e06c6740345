// The protocol of a GitHub App: a signed JWT finds the installation, the installation hands out a token that holds only what is asked for.
import { createSign } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import { request } from './request.mjs'

const input = (name) => (process.env[`INPUT_${name.toUpperCase()}`] ?? '').trim()
const names = input('repositories')
  .split(/[\s,]+/)
  .filter(Boolean)

try {
  await main()
} catch (error) {
  console.log(`::error::${String(error.message).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')}`)
  process.exitCode = 1
}

async function main() {
  const id = input('client-id') || input('app-id')
  const key = input('private-key').replaceAll('\\n', '\n')
  if (!id || !key) throw new Error(`Input required and not supplied: ${id ? 'private-key' : 'client-id'}`)
  const [currentOwner, currentName] = process.env.GITHUB_REPOSITORY.split('/')
  const owner = input('owner') || currentOwner
  const repositories = names.length > 0 || input('owner') ? names : [currentName]
  const authorization = `Bearer ${sign(id, key)}`

  const where = repositories.length > 0 ? `/repos/${owner}/${repositories[0]}/installation` : `/users/${owner}/installation`
  const installation = await request('GET', where, { authorization })
  const body = { ...(repositories.length > 0 ? { repositories } : {}), ...(permissions() ?? {}) }
  const { token, expires_at } = await request('POST', `/app/installations/${installation.id}/access_tokens`, { authorization, body })

  console.log(`::add-mask::${token}`)
  write('GITHUB_OUTPUT', { token, 'installation-id': installation.id, 'app-slug': installation.app_slug })
  if (input('skip-token-revoke') !== 'true') write('GITHUB_STATE', { token, expiresAt: expires_at })
}

/** `permission-pull-requests: write` asks for pull_requests: write; none at all means everything that the installation may. */
function permissions() {
  const asked = Object.entries(process.env)
    .filter(([name, value]) => name.startsWith('INPUT_PERMISSION-') && value)
    .map(([name, value]) => [name.slice('INPUT_PERMISSION-'.length).toLowerCase().replaceAll('-', '_'), value])
  return asked.length > 0 ? { permissions: Object.fromEntries(asked) } : null
}

/** Valid from a minute ago, for clocks that differ, and for ten minutes at most. */
function sign(issuer, key) {
  const now = Math.floor(Date.now() / 1000)
  const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const unsigned = `${part({ alg: 'RS256', typ: 'JWT' })}.${part({ iat: now - 60, exp: now + 540, iss: issuer })}`
  return `${unsigned}.${createSign('RSA-SHA256').update(unsigned).sign(key, 'base64url')}`
}

function write(file, values) {
  for (const [name, value] of Object.entries(values)) appendFileSync(process.env[file], `${name}=${value}\n`)
}
