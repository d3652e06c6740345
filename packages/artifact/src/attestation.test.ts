import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { policy as registered } from '../test/provenance-policy.ts'
import { packument, type Registry, startRegistry } from '../test/registry.ts'
import { type RunClaims, type Sigstore, startSigstore } from '../test/sigstore.ts'
import { sha512 } from '../test/tarball.ts'
import { resolveNpm } from './npm-package.ts'
import type { ProvenancePolicy } from './provenance.ts'
import type { SourcePorts } from './retry.ts'

const bytes = Buffer.from('package')
const commit = 'a'.repeat(40)
const run: RunClaims = {
  iss: 'https://token.actions.githubusercontent.com',
  sub: 'https://github.com/org/gitops/.github/workflows/build-mfe.yml@refs/tags/v1',
  job_workflow_ref: 'org/gitops/.github/workflows/build-mfe.yml@refs/tags/v1',
  workflow_ref: 'acme/cart/.github/workflows/micro-frontend-ci.yml@refs/heads/main',
  repository: 'acme/cart',
  repository_id: '812345678',
  sha: commit,
  ref: 'refs/heads/main',
  runner_environment: 'github-hosted',
}
const policy: ProvenancePolicy = { ...registered, commit }
const subject = { name: 'pkg:npm/%40acme/cart@1.0.0', digest: { sha512: createHash('sha512').update(bytes).digest('hex') } }
const statement = {
  _type: 'https://in-toto.io/Statement/v1',
  subject: [subject],
  predicateType: 'https://slsa.dev/provenance/v1',
  predicate: {},
}

let registry: Registry
let sigstore: Sigstore
let stranger: Sigstore
beforeAll(async () => {
  ;[sigstore, stranger] = await Promise.all([startSigstore(), startSigstore()])
})
afterAll(() => Promise.all([sigstore.close(), stranger.close()]))
beforeEach(async () => {
  registry = await startRegistry()
})
afterEach(() => registry.close())

const path = '/-/npm/v1/attestations/@acme/cart@1.0.0'
const dist = () => ({
  tarball: `${registry.url}cart.tgz`,
  integrity: sha512(bytes),
  attestations: { url: `${registry.url.slice(0, -1)}${path}`, provenance: { predicateType: statement.predicateType } },
})

function publish(bundle: object, predicateType = statement.predicateType): void {
  registry.answers.set('/@acme/cart', { body: packument('@acme/cart', '1.0.0', dist()) })
  registry.answers.set(path, { body: { attestations: [{ predicateType, bundle }] } })
}

const trusted: SourcePorts = { sleep: async () => {}, readTrustRoot: async (directory) => sigstore.writeTrustRoot(directory) }
const resolve = (change: Partial<ProvenancePolicy> = {}, ports = trusted) =>
  resolveNpm({ name: '@acme/cart', version: '1.0.0', registry: registry.url, provenance: { ...policy, ...change } }, ports)
const refused = (sentence: string) => ({ code: 'provenance-refused', message: expect.stringContaining(sentence) })

describe('release case 4: a package whose provenance Sigstore vouches for', () => {
  it('is accepted when it is of the registered run and the requested commit', async () => {
    publish(await sigstore.sign(statement, run))
    expect(await resolve()).toMatchObject({ integrity: sha512(bytes), isAttested: true })
    expect(await resolve({ level: 'if-present' })).toMatchObject({ isAttested: true })
  })

  it('is accepted from an earlier commit where none is asked for, as at a rollback', async () => {
    publish(await sigstore.sign(statement, { ...run, sha: 'b'.repeat(40) }))
    expect(await resolve({ commit: undefined })).toMatchObject({ isAttested: true })
  })

  it.each<[string, RunClaims, string]>([
    ['another commit', { sha: 'b'.repeat(40) }, `was built from the commit "${'b'.repeat(40)}", not from "${commit}"`],
    ['a branch that is not registered', { ref: 'refs/heads/feature' }, 'was built from "refs/heads/feature", which is none of'],
    [
      'another workflow',
      { workflow_ref: 'acme/cart/.github/workflows/pr.yml@refs/heads/main' },
      'was built by "https://github.com/acme/cart/',
    ],
    ['another repository', { repository_id: '7' }, 'was built in the repository with the id "7"'],
    ['a workflow that signs for nobody', { sub: 'https://github.com/evil/x/.github/workflows/y.yml@refs/heads/main' }, 'was signed by'],
    ['a self-hosted runner', { runner_environment: 'self-hosted' }, 'was built on a self-hosted runner'],
    ['another platform', { iss: 'https://gitlab.com' }, 'was signed by an identity of "https://gitlab.com"'],
  ])('is refused when it was built by or from %s, with both levels', async (_, claims, sentence) => {
    publish(await sigstore.sign(statement, { ...run, ...claims }))
    for (const level of ['require', 'if-present'] as const) await expect(resolve({ level })).rejects.toMatchObject(refused(sentence))
  })
})

describe('release case 3, release case 4: provenance that proves nothing', () => {
  it.each<[string, object]>([
    ['of another package', { subject: [{ ...subject, name: 'pkg:npm/%40acme/search@1.0.0' }] }],
    ['of other bytes', { subject: [{ ...subject, digest: { sha512: '0'.repeat(128) } }] }],
  ])('is refused when it is %s', async (_, change) => {
    publish(await sigstore.sign({ ...statement, ...change }, run))
    await expect(resolve()).rejects.toMatchObject(refused('of another package or of other bytes'))
  })

  it.each<[string, () => Promise<object>]>([
    ['signed with a certificate of another authority', () => stranger.sign(statement, run)],
    ['changed after it was signed', async () => withPayload(await sigstore.sign(statement, run), { ...statement, predicate: { x: 1 } })],
    [
      'signed by one run and shown with the certificate of another',
      async () => withMaterial(await sigstore.sign(statement, { ...run, sha: 'b'.repeat(40) }), await sigstore.sign(statement, run)),
    ],
  ])('is refused when it is %s', async (_, bundle) => {
    publish(await bundle())
    for (const level of ['require', 'if-present'] as const)
      await expect(resolve({ level })).rejects.toMatchObject(refused('that Sigstore does not vouch for'))
  })

  it('is none when a signed statement about something else is shown as provenance', async () => {
    publish(await sigstore.sign({ ...statement, predicateType: 'https://example.com/notes/v1' }, { ...run, sha: 'b'.repeat(40) }))
    await expect(resolve()).rejects.toMatchObject(refused('has no provenance'))
    expect(await resolve({ level: 'if-present' })).toMatchObject({ isAttested: false })
  })

  it('is none when the registry writes it where only what was verified should stand', async () => {
    const { attestations: _, ...bare } = dist()
    const document = packument('@acme/cart', '1.0.0', bare) as { versions: Record<string, object> }
    const bundle = await stranger.sign(statement, run)
    Object.assign(document.versions['1.0.0']!, { _attestationBundles: [{ predicateType: statement.predicateType, bundle }] })
    registry.answers.set('/@acme/cart', { body: document })
    await expect(resolve()).rejects.toMatchObject(refused('has no provenance'))
  })

  it('is not judged while nobody can say whom to trust, and no trust is kept from before', async () => {
    publish(await sigstore.sign(statement, run))
    const places: string[] = []
    const remember = async (directory: string) => {
      places.push(directory)
      sigstore.writeTrustRoot(directory)
    }
    await resolve({}, { ...trusted, readTrustRoot: remember })
    expect(places.map(existsSync)).toEqual([false])
    const unreachable = { ...trusted, readTrustRoot: () => Promise.reject(new Error('no answer')) }
    await expect(resolve({}, unreachable)).rejects.toMatchObject({
      code: 'artifact-unavailable',
      message: expect.stringContaining('tuf-repo'),
    })
  })
})

interface Bundle {
  verificationMaterial: object
  dsseEnvelope: { payload: string }
}

function withPayload(bundle: object, changed: object): object {
  const { dsseEnvelope, ...rest } = bundle as Bundle
  return { ...rest, dsseEnvelope: { ...dsseEnvelope, payload: Buffer.from(JSON.stringify(changed)).toString('base64') } }
}

function withMaterial(bundle: object, other: object): object {
  return { ...bundle, verificationMaterial: (other as Bundle).verificationMaterial }
}
