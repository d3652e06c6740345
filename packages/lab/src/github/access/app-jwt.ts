import { decodeJwt, jwtVerify } from 'jose'
import type { AppRecord, World } from '../world.ts'

export type JwtVerdict = { readonly app: AppRecord } | { readonly refused: string }

/** Longest life of an App's JWT in seconds. */
const longest = 600

/** Checks the JSON web token by which an App proves itself. */
export async function verifyAppJwt(world: World, token: string): Promise<JwtVerdict> {
  // from memory: the sentences; the ten minutes and the meaning of `iss` are documented (generating-a-json-web-token-jwt-for-a-github-app)
  let issuer: unknown
  try {
    issuer = decodeJwt(token).iss
  } catch {
    return { refused: 'A JSON web token could not be decoded' }
  }
  const app = [...world.apps.values()].find((one) => String(issuer) === one.clientId || String(issuer) === String(one.id))
  if (!app) return { refused: issuer === undefined ? "Missing 'issuer' claim ('iss') in assertion" : 'Integration not found' }
  const now = Math.floor(world.now() / 1000)
  try {
    const { payload } = await jwtVerify(token, app.publicKey, {
      algorithms: ['RS256'],
      currentDate: new Date(world.now()),
      requiredClaims: ['iat', 'exp'],
    })
    if ((payload.iat ?? 0) > now)
      return { refused: "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued" }
    if ((payload.exp ?? 0) > now + longest) return { refused: "'Expiration time' claim ('exp') is too far in the future" }
    return { app }
  } catch (error) {
    const expired = error instanceof Error && 'code' in error && error.code === 'ERR_JWT_EXPIRED'
    return {
      refused: expired
        ? "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires"
        : 'A JSON web token could not be decoded',
    }
  }
}
