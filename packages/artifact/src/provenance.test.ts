import { describe, expect, it } from 'vitest'
import { policy } from '../test/provenance-policy.ts'
import { type BuildIdentity, checkProvenance, identityFault, readIdentity } from './provenance.ts'

// A certificate with the extensions of a run of acme/cart that called a reusable workflow; made for this test, so that nobody trusts it.
const certificate =
  'MIICrTCCAlOgAwIBAgIUW3Z+Evw+Lblz90P2rGModALsk/YwCgYIKoZIzj0EAwIwADAeFw0yNjExMjMwMzAyMzVaFw0zNjExMjAwMzAyMzVaMAAwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATz/rolpNC1ZGEgAn4rs6vf3RLo+fUnzGF+iQtgW4s3cvk+heuTcwWocsg5MEhDUCPneTwG9AD/FO8helRHi+2ao4IBqTCCAaUwWAYDVR0RAQH/BE4wTIZKaHR0cHM6Ly9naXRodWIuY29tL29yZy9naXRvcHMvLmdpdGh1Yi93b3JrZmxvd3MvYnVpbGQtbWZlLnltbEByZWZzL3RhZ3MvdjEwOwYKKwYBBAGDvzABCAQtDCtodHRwczovL3Rva2VuLmFjdGlvbnMuZ2l0aHVidXNlcmNvbnRlbnQuY29tMB0GCisGAQQBg78wAQsEDwwNZ2l0aHViLWhvc3RlZDAsBgorBgEEAYO/MAEMBB4MHGh0dHBzOi8vZ2l0aHViLmNvbS9hY21lL2NhcnQwHwYKKwYBBAGDvzABDgQRDA9yZWZzL2hlYWRzL21haW4wGQYKKwYBBAGDvzABDwQLDAk4MTIzNDU2NzgwZAYKKwYBBAGDvzABEgRWDFRodHRwczovL2dpdGh1Yi5jb20vYWNtZS9jYXJ0Ly5naXRodWIvd29ya2Zsb3dzL21pY3JvLWZyb250ZW5kLWNpLnltbEByZWZzL2hlYWRzL21haW4wHQYDVR0OBBYEFChdQ3GJKlUwnThVdvvbCiAw4aJMMAoGCCqGSM49BAMCA0gAMEUCIQDq1M9kWNECSdBRgHleaAjQ9O/SPoZ143huwTpqr7Cn8AIgLa0Lc2iY4amTVcycmZ0NqXk0hb4h/TAZ/sR0ry85maM='

const identity: BuildIdentity = {
  issuer: 'https://token.actions.githubusercontent.com',
  runner: 'github-hosted',
  repositoryId: '812345678',
  commit: '',
  ref: 'refs/heads/main',
  workflow: 'https://github.com/acme/cart/.github/workflows/micro-frontend-ci.yml@refs/heads/main',
  signer: 'https://github.com/org/gitops/.github/workflows/build-mfe.yml@refs/tags/v1',
}

it('reads the run from the certificate', () => {
  expect(readIdentity(certificate)).toEqual(identity)
  for (const text of ['', 'AAAA', certificate.slice(0, 200)]) expect(readIdentity(text)).toBeNull()
})

describe('release case 4: the run that signed', () => {
  it('is the registered one', () => {
    expect(identityFault(identity, policy)).toBeNull()
    expect(identityFault({ ...identity, signer: identity.workflow }, { ...policy, signer: undefined })).toBeNull()
    const tagged = identity.workflow.replace('refs/heads/main', 'refs/tags/@acme/cart@1.0.0')
    expect(identityFault({ ...identity, workflow: tagged }, policy)).toBeNull()
  })

  it.each<[string, Partial<BuildIdentity>]>([
    ['of another issuer', { issuer: 'https://gitlab.com' }],
    ['of a self-hosted runner', { runner: 'self-hosted' }],
    ['of a fork or a re-created repository', { repositoryId: '1' }],
    ['of another workflow of the repository', { workflow: identity.workflow.replace('ci.yml', 'pr.yml') }],
    ['of a repository whose name goes on', { workflow: identity.workflow.replace('acme/cart', 'acme/cart-evil') }],
    [
      'of a workflow with @ in its ref',
      { workflow: 'https://github.com/evil/x/.github/workflows/y.yml@refs/heads/acme/cart/.github/workflows/micro-frontend-ci.yml@x' },
    ],
    ['signed by another reusable workflow', { signer: identity.signer.replace('org/gitops', 'org/other') }],
    ['signed by the caller when a reusable workflow must', { signer: identity.workflow }],
    ['without any identity', { issuer: '', runner: '', repositoryId: '', commit: '', ref: '', workflow: '', signer: '' }],
  ])('is refused when it is %s', (_, change) => {
    expect(identityFault({ ...identity, ...change }, policy)).not.toBeNull()
  })

  it('is refused when a reusable workflow signed and none is registered', () => {
    expect(identityFault(identity, { ...policy, signer: undefined })).toContain('was signed by')
  })
})

describe('release case 4: provenance', () => {
  const envelope = (predicateType: string) => ({ payload: Buffer.from(JSON.stringify({ predicateType })).toString('base64') })
  const attestation = (material: object) => ({
    bundle: { verificationMaterial: material, dsseEnvelope: envelope('https://slsa.dev/provenance/v1') },
  })
  const publish = { bundle: { dsseEnvelope: envelope('https://github.com/npm/attestation/tree/main/specs/publish/v0.1') } }
  const refusal = expect.objectContaining({ code: 'provenance-refused' })

  it.each([
    ['a certificate', { certificate: { rawBytes: certificate } }],
    ['a chain', { x509CertificateChain: { certificates: [{ rawBytes: certificate }] } }],
  ])('is accepted with %s of the registered run', (_, material) => {
    expect(() => checkProvenance([publish, attestation(material)], '@acme/cart@1.0.0', policy)).not.toThrow()
  })

  it('is missing: refused only where it is required', () => {
    for (const none of [undefined, [], [publish], 'x', [null]]) {
      expect(() => checkProvenance(none, '@acme/cart@1.0.0', policy)).toThrow(refusal)
      expect(() => checkProvenance(none, '@acme/cart@1.0.0', { ...policy, level: 'if-present' })).not.toThrow()
    }
  })

  it('is refused when any statement is of another run, or of none', () => {
    const good = attestation({ certificate: { rawBytes: certificate } })
    const other = { ...policy, level: 'if-present', repositoryId: 1 } as const
    expect(() => checkProvenance([good], '@acme/cart@1.0.0', other)).toThrow(refusal)
    expect(() => checkProvenance([good, attestation({ publicKey: {} })], '@acme/cart@1.0.0', policy)).toThrow(refusal)
  })
})
