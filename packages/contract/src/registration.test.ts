import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { registration } from '../test/examples.ts'
import { parseRegistration } from './index.ts'

const file = 'mfes/cart.yaml'

describe('a registration', () => {
  it('is read', () => {
    expect(parseRegistration(stringify(registration), file)).toEqual({ ok: true, value: registration })
  })

  it('may say everything that the schema knows', () => {
    const full = {
      ...registration,
      team: 'checkout',
      refs: ['refs/heads/main', 'refs/tags/v*'],
      versions: 'any',
      artifact: { source: 'npm', name: 'cart', directory: '.', entry: 'assets/remoteEntry.js', sourceMaps: true },
      environments: { staging: {}, production: { frozen: { reason: 'Wait.' } } },
    }
    expect(parseRegistration(stringify(full), file)).toEqual({ ok: true, value: full })
  })

  const { artifact } = registration
  it.each([
    { source: 'tarball', name: 'https://repo.example.com/generic/cart-{version}.tgz', digest: { header: 'X-Checksum-Sha256' } },
    { source: 'tarball', name: 'https://x.example/{version}/c.zip', digest: { url: 'https://x.example/{version}/c.zip.sha256' } },
    { source: 'tarball', name: 'http://127.0.0.1:8080/cart-{version}.tgz' },
    { source: 'oci', name: 'registry.example.com/mfe/cart' },
    { source: 'oci', name: 'registry.example.com:5000/mfe/cart:v{version}' },
  ])('may name the artifact %o', (change) => {
    const value = { ...registration, artifact: { ...artifact, ...change } }
    expect(parseRegistration(stringify(value), file)).toEqual({ ok: true, value })
  })

  it('may say how single files are stored', () => {
    const value = { ...registration, files: [{ match: 'fonts/**', cacheControl: 'public, max-age=60', tags: ['fonts'], compress: false }] }
    expect(parseRegistration(stringify(value), file)).toEqual({ ok: true, value })
  })

  const tarball = { ...artifact, source: 'tarball', name: 'https://x.example/{version}.tgz' }
  it.each<[object, string]>([
    [{ mfe: 'Cart' }, 'mfe'],
    [{ repository: 'cart' }, 'repository'],
    [{ repositoryId: '812345678' }, 'repositoryId'],
    [{ repositoryId: 1.5 }, 'repositoryId'],
    [{ repositoryId: 0 }, 'repositoryId'],
    [{ repositoryId: Number.MAX_SAFE_INTEGER + 1 }, 'repositoryId'],
    [{ workflow: '.github/workflows/../x.yml' }, 'workflow'],
    [{ workflow: 'cd.yml' }, 'workflow'],
    [{ refs: [] }, 'refs'],
    [{ refs: ['main'] }, 'refs.0'],
    [{ refs: ['refs/heads/*', '*'] }, 'refs.1'],
    [{ versions: 'latest' }, 'versions'],
    [{ artifact: { ...artifact, name: '../cart' } }, 'artifact.name'],
    [{ artifact: { ...artifact, name: 'http://x/y' } }, 'artifact.name'],
    [{ artifact: { ...artifact, name: '@acme/Cart' } }, 'artifact.name'],
    [{ artifact: { ...artifact, name: 'registry.example.com/mfe/cart' } }, 'artifact.name'],
    [{ artifact: { ...artifact, digest: { header: 'x' } } }, 'artifact.digest'],
    [{ artifact: { ...tarball, name: 'https://x.example/cart.tgz' } }, 'artifact.name'],
    [{ artifact: { ...tarball, name: 'http://x.example/{version}.tgz' } }, 'artifact.name'],
    [{ artifact: { ...tarball, name: 'https://user:secret@x.example/{version}.tgz' } }, 'artifact.name'],
    [{ artifact: { ...tarball, name: 'https://{version}.example/cart.tgz' } }, 'artifact.name'],
    [{ artifact: { ...tarball, name: '@acme/cart' } }, 'artifact.name'],
    [{ artifact: { ...tarball, digest: {} } }, 'artifact.digest'],
    [{ artifact: { ...tarball, provenance: { level: 'require', workflow: '.github/workflows/ci.yml' } } }, 'artifact.provenance'],
    [{ artifact: { ...artifact, provenance: { level: 'require', workflow: 'ci.yml' } } }, 'artifact.provenance.workflow'],
    [{ artifact: { ...tarball, signatures: 'require' } }, 'artifact.signatures'],
    [{ artifact: { ...artifact, signatures: true } }, 'artifact.signatures'],
    [{ artifact: { ...tarball, digest: { url: 'http://x.example/{version}.sha256' } } }, 'artifact.digest.url'],
    [{ artifact: { ...artifact, source: 'oci', name: 'cart' } }, 'artifact.name'],
    [{ artifact: { ...artifact, source: 'oci', name: 'x.example/cart:latest' } }, 'artifact.name'],
    [{ artifact: { ...artifact, source: 'oci', name: 'x.example/../cart' } }, 'artifact.name'],
    [{ files: [{ match: '*', contentType: 'text' }] }, 'files.0.contentType'],
    [{ files: [{ match: '*', cacheControl: 'no-cache\nx: y' }] }, 'files.0.cacheControl'],
    [{ artifact: { ...artifact, entry: '../cart.js' } }, 'artifact.entry'],
    [{ artifact: { ...artifact, entry: 'a/./b.js' } }, 'artifact.entry'],
    [{ artifact: { ...artifact, entry: '/cart.js' } }, 'artifact.entry'],
    [{ artifact: { ...artifact, entry: 'a\\b.js' } }, 'artifact.entry'],
    [{ artifact: { ...artifact, directory: 'dist/..' } }, 'artifact.directory'],
    [{ artifact: { ...artifact, directory: '' } }, 'artifact.directory'],
    [{ artifact: { ...artifact, sourceMaps: 'no' } }, 'artifact.sourceMaps'],
    [{ environments: {} }, 'environments'],
    [{ environments: { staging: null } }, 'environments.staging'],
    [{ environments: { staging: { cacheInvalidationKeys: ['cart'] } } }, 'environments.staging.cacheInvalidationKeys.0'],
    [{ environments: { staging: { frozen: true } } }, 'environments.staging.frozen'],
    [{ extra: 1 }, 'extra'],
  ])('may not have %o', (change, field) => {
    const parsed = parseRegistration(stringify({ ...registration, ...change }), file)
    expect(parsed).toMatchObject({ ok: false, reasons: [{ code: 'registration-invalid', file, field }] })
  })
})
