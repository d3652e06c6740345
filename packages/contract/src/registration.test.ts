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
