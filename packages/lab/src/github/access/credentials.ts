import { randomBytes } from 'node:crypto'
import type { World } from '../world.ts'
import type { Actor } from './actor.ts'
import { verifyAppJwt } from './app-jwt.ts'

/** Finds out who sends a request from its Authorization header. */
export async function readActor(world: World, header: string | undefined): Promise<Actor | { readonly refused: string }> {
  if (!header) return { kind: 'anonymous' }
  const secret = readSecret(header)
  if (!secret) return { refused: 'Bad credentials' }
  if (secret.split('.').length === 3 && secret.startsWith('ey')) {
    const verdict = await verifyAppJwt(world, secret)
    return 'app' in verdict ? { kind: 'app', app: verdict.app } : verdict
  }
  const record = world.tokens.get(secret)
  const expired = record?.kind === 'installation' && record.expiresAt <= world.now()
  return record && !expired ? { ...record, token: secret } : { refused: 'Bad credentials' }
}

/** `Bearer x`, `token x`, or the password of Basic; a token as user name with an empty password works on GitHub as well. */
function readSecret(header: string): string | null {
  const [scheme = '', value = ''] = header.trim().split(/\s+/, 2)
  if (/^(bearer|token)$/i.test(scheme)) return value || null
  if (!/^basic$/i.test(scheme)) return null
  const text = Buffer.from(value, 'base64').toString()
  const colon = text.indexOf(':')
  return colon < 0 ? text || null : text.slice(colon + 1) || text.slice(0, colon) || null
}

export function newUserToken(): string {
  return `ghp_${randomBytes(27).toString('base64url').replaceAll(/[-_]/g, 'x')}`
}

/**
 * Installation and run tokens. documented: since 2026-04-27 they are about 520 characters long, with dots and dashes,
 * so that nobody may know them by their shape.
 */
export function newInstallationToken(): string {
  const part = (bytes: number) => randomBytes(bytes).toString('base64url')
  return `ghs_${part(30)}.${part(270)}.${part(64)}`
}
