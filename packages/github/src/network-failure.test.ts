import { describe, expect, it } from 'vitest'
import { startScriptedServer } from '../test/scripted-server.ts'
import { testClient } from '../test/test-client.ts'
import { mayHaveBeenSent, networkCode } from './network-failure.ts'

const write = 'POST /repos/{owner}/{repo}/pulls'
const cart = { owner: 'acme', repo: 'cart' }

describe('a connection that fails', () => {
  it('fault 18: at TLS is tried once for a write, as the code of OpenSSL says nothing about how far it came', async () => {
    // A server that speaks plain HTTP: the handshake fails.
    await using server = await startScriptedServer([])
    const { github, waits } = testClient(server.url.replace('http:', 'https:'))
    await expect(github.request(write, cart)).rejects.toMatchObject({ status: 0, code: 'github-unavailable', ambiguous: true })
    expect(waits).toEqual([])
    await expect(github.request('GET /repos/{owner}/{repo}', cart)).rejects.toMatchObject({ status: 0, code: 'github-unavailable' })
    expect(waits).toHaveLength(5)
  })

  it.each([
    [{ cause: { code: 'ENOTFOUND' } }, 'ENOTFOUND', false],
    [{ cause: { cause: { code: 'ECONNRESET' } } }, 'ECONNRESET', true],
    [{ name: 'TimeoutError' }, 'ETIMEDOUT', true],
    [new Error('strange'), 'no system code', true],
  ])('%o has the code %s and may have been sent: %s', (error, code, sent) => {
    expect([networkCode(error), mayHaveBeenSent(error)]).toEqual([code, sent])
  })
})
