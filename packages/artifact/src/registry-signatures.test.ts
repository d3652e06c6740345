import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { packument, type Registry, startRegistry } from '../test/registry.ts'
import { sha512 } from '../test/tarball.ts'
import { resolveNpm } from './npm-package.ts'
import type { SignaturePolicy } from './registry-signatures.ts'

const name = '@acme/cart'
const integrity = sha512(Buffer.from('package'))
const published = '2026-11-22T10:00:00.000Z' // as the packument of the test says

let registry: Registry
const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
const other = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })

beforeEach(async () => {
  registry = await startRegistry()
  publish([signature()])
  offer({})
})
afterEach(() => registry.close())

function signature(change: { message?: string; key?: KeyObject; keyid?: string } = {}) {
  const { message = `${name}@1.0.0:${integrity}`, key = privateKey, keyid = 'key-1' } = change
  return { keyid, sig: createSign('SHA256').update(message).sign(key, 'base64') }
}

function publish(signatures: unknown): void {
  const dist = { tarball: `${registry.url}cart.tgz`, integrity, ...(signatures === undefined ? {} : { signatures }) }
  registry.answers.set('/@acme/cart', { body: packument(name, '1.0.0', dist) })
}

function offer({ expires = null, keyid = 'key-1' }: { expires?: string | null; keyid?: string }): void {
  const key = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
  registry.answers.set('/-/npm/v1/keys', {
    body: { keys: [{ keyid, expires, keytype: 'ecdsa-sha2-nistp256', scheme: 'ecdsa-sha2-nistp256', key }] },
  })
}

const resolve = (signatures: SignaturePolicy | undefined, token?: string) =>
  resolveNpm({ name, version: '1.0.0', registry: registry.url, signatures, token }, { sleep: async () => {} })

describe('release case 3: the signature of a registry', () => {
  it.each(['require', 'if-present'] as const)('is accepted when it is right, with the policy %s', async (policy) => {
    expect(await resolve(policy, 'token-of-the-registry')).toMatchObject({ integrity })
    expect(registry.seen.map(({ url, authorization }) => [url, authorization])).toEqual([
      ['/-/npm/v1/keys', 'Bearer token-of-the-registry'],
      ['/@acme/cart', 'Bearer token-of-the-registry'],
    ])
  })

  it('is checked for registries below a path, however it is written', async () => {
    for (const path of ['/-/npm/v1/keys', '/@acme/cart']) registry.answers.set(`/api/npm/local${path}`, registry.answers.get(path)!)
    const wanted = { name, version: '1.0.0', registry: `${registry.url}api/npm/local`, signatures: 'require' as const }
    expect(await resolveNpm(wanted, { sleep: async () => {} })).toMatchObject({ integrity })
  })

  it('is not looked at without a policy', async () => {
    publish([signature({ key: other.privateKey })])
    expect(await resolve(undefined)).toMatchObject({ integrity })
    expect(registry.seen.map(({ url }) => url)).toEqual(['/@acme/cart'])
  })

  it.each([
    ['made with another key', () => publish([signature({ key: other.privateKey })])],
    ['of another version', () => publish([signature({ message: `${name}@1.0.1:${integrity}` })])],
    ['of another digest', () => publish([signature({ message: `${name}@1.0.0:${sha512(Buffer.from('other'))}` })])],
    ['with a key that the registry does not name', () => publish([signature({ keyid: 'key-2' })])],
    ['with a key that had expired when it was published', () => offer({ expires: '2026-11-22T09:00:00.000Z' })],
    ['right beside a wrong one', () => publish([signature(), signature({ key: other.privateKey })])],
  ])('is refused when it is %s, with both policies', async (_, arrange) => {
    arrange()
    for (const policy of ['require', 'if-present'] as const)
      await expect(resolve(policy)).rejects.toMatchObject({
        code: 'signature-refused',
        message: expect.stringContaining('"@acme/cart@1.0.0"'),
      })
  })

  it('stays good after its key has expired', async () => {
    offer({ expires: new Date(Date.parse(published) + 1000).toISOString() })
    expect(await resolve('require')).toMatchObject({ integrity })
  })

  it.each<[string, () => unknown]>([
    ['no signature', () => publish(undefined)],
    ['an empty list of signatures', () => publish([])],
    ['no keys at the registry', () => registry.answers.delete('/-/npm/v1/keys')],
    ['keys that nobody can read', () => registry.answers.set('/-/npm/v1/keys', { body: '<html>' })],
  ])('is missing with %s: refused only where it is required', async (_, arrange) => {
    arrange()
    await expect(resolve('require')).rejects.toMatchObject({ code: 'signature-refused' })
    expect(await resolve('if-present')).toMatchObject({ integrity })
  })

  it('is missing when the registry writes it where only what was verified should stand', async () => {
    const { versions, ...rest } = packument(name, '1.0.0', { tarball: `${registry.url}cart.tgz`, integrity }) as {
      versions: Record<string, object>
    }
    registry.answers.set('/@acme/cart', { body: { ...rest, versions: { '1.0.0': { ...versions['1.0.0'], _signatures: [signature()] } } } })
    await expect(resolve('require')).rejects.toMatchObject({ code: 'signature-refused' })
  })

  it('is not taken for missing when the keys cannot be read for now', async () => {
    registry.answers.set('/-/npm/v1/keys', { status: 503 })
    for (const policy of ['require', 'if-present'] as const)
      await expect(resolve(policy)).rejects.toMatchObject({ code: 'artifact-unavailable' })
  })
})
