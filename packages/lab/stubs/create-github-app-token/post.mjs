import { request } from './request.mjs'

const token = process.env.STATE_token
if (!token) console.log('Token is not set')
else {
  try {
    await request('DELETE', '/installation/token', { authorization: `token ${token}` })
    console.log('Token revoked')
  } catch (error) {
    console.log(`::warning::Token revocation failed: ${error.message}`)
  }
}
