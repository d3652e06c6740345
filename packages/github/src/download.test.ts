import { describe, expect, it } from 'vitest'
import { startScriptedServer } from '../test/scripted-server.ts'
import { testClient, token } from '../test/test-client.ts'
import { downloadArtifact } from './run-artifact.ts'

const wanted = { owner: 'acme', repo: 'cart', artifactId: 5 }
const zip = 'PK\u0003\u0004 some bytes'

describe('downloadArtifact', () => {
  it('does not take the token to the storage host', async () => {
    await using storage = await startScriptedServer([{ body: zip }])
    await using server = await startScriptedServer([{ status: 302, headers: { location: `${storage.url}/blob?sig=1` } }])
    const { github, records } = testClient(server.url)
    expect(Buffer.from(await downloadArtifact(github, wanted)).toString()).toBe(zip)
    expect(server.exchanges[0]).toMatchObject({
      path: '/api/v3/repos/acme/cart/actions/artifacts/5/zip',
      headers: { authorization: `Bearer ${token}` },
    })
    expect(storage.exchanges[0]?.path).toBe('/blob?sig=1')
    expect(storage.exchanges[0]?.headers.authorization).toBeUndefined()
    expect(records).toEqual([expect.objectContaining({ status: 200, kind: 'read' })])
  })

  it('asks for a new address when the storage refuses or breaks off', async () => {
    await using storage = await startScriptedServer([
      { status: 503 },
      { body: zip, fault: 'truncate', headers: { 'content-length': '99' } },
      { body: zip },
    ])
    const turn = { status: 302, headers: { location: `${storage.url}/blob` } }
    await using server = await startScriptedServer([turn, turn, turn])
    const { github, waits } = testClient(server.url)
    expect((await downloadArtifact(github, wanted)).byteLength).toBe(Buffer.byteLength(zip))
    expect(waits).toEqual([1000, 2000])
  })

  it('stops reading at the limit', async () => {
    await using server = await startScriptedServer([{ body: 'x'.repeat(2000) }])
    await expect(downloadArtifact(testClient(server.url).github, { ...wanted, maxBytes: 1000 })).rejects.toThrow('larger than 1000 bytes')
    expect(server.exchanges).toHaveLength(1)
  })

  it('fault 36: says when the artifact has expired', async () => {
    await using server = await startScriptedServer([{ status: 410, body: { message: 'Artifact has expired' } }])
    await expect(downloadArtifact(testClient(server.url).github, wanted)).rejects.toMatchObject({ code: 'github-not-found', status: 410 })
  })

  it('follows no redirect to another protocol', async () => {
    await using server = await startScriptedServer([{ status: 302, headers: { location: 'file:///etc/passwd' } }])
    await expect(downloadArtifact(testClient(server.url, { budgetMs: 0 }).github, wanted)).rejects.toThrow('redirected to file:')
  })
})
