import type { ConfigSnapshot } from '@mfe-gitops/config-repository'
import {
  type DeploymentRequest,
  desiredStateFile,
  type GitopsConfig,
  parseDesiredState,
  type Registration,
  requestId,
} from '@mfe-gitops/contract'
import { describe, expect, it } from 'vitest'
import { foldRequests, type Wish } from './folding.ts'

const integrity = `sha512-${Buffer.alloc(64, 7).toString('base64')}`
const shared: GitopsConfig = {
  schema: 1,
  environments: {
    staging: { target: 'local', url: 'https://staging.example' },
    free: { target: 'local', url: 'https://free.example', ordering: 'none' },
  },
  targets: { local: { provider: 'local' } },
  desiredState: { path: 'deploy/{environment}.yaml', key: ['mfes', '{mfe}'] },
}
const single: GitopsConfig = { ...shared }
delete single.desiredState

function requestFor(mfe: string, version = '1.0.0', more: Partial<DeploymentRequest> = {}): DeploymentRequest {
  const base = { type: 'deploy-mfe-trigger', timestamp: '2026-11-22T21:38:18.123Z', user: 'octocat', environment: 'staging' } as const
  return {
    ...base,
    mfe,
    version,
    cache_invalidation_keys: '',
    repository: `acme/${mfe}`,
    ref: 'refs/heads/main',
    sha: 'a'.repeat(40),
    ...more,
  }
}

function wish(
  request: DeploymentRequest,
  { config = shared, text = null, more = {} }: { config?: GitopsConfig; text?: string | null; more?: Partial<Wish> } = {},
): Wish {
  const registration: Registration = {
    schema: 1,
    mfe: request.mfe,
    repository: request.repository,
    repositoryId: 1,
    workflow: '.github/workflows/micro-frontend-cd.yml',
    artifact: { source: 'npm', name: `@acme/${request.mfe}`, entry: 'index.js' },
    environments: { staging: {}, free: {} },
  }
  const files = {
    repositoryId: '',
    nameWithOwner: 'acme/config',
    defaultBranch: 'main',
    commit: '',
    files: {},
    sourceRepositoryId: null,
    carriedBy: null,
  }
  const { file: desiredFile } = desiredStateFile(config, request)
  const value: ConfigSnapshot = { files, config, registration, desiredFile, desiredText: text }
  return { request, snapshot: { ok: true, value }, integrity, ancestry: new Map(), ...more }
}

const names = (requests: readonly { request: DeploymentRequest }[]) => requests.map(({ request: { mfe, version } }) => `${mfe} ${version}`)

describe('foldRequests', () => {
  it('writes requests for one file one after the other, each with its own changes', () => {
    const text = 'mfes:\n  other: { version: 1.10 } # theirs\n'
    const fold = foldRequests([wish(requestFor('cart'), { text }), wish(requestFor('search'), { text })])
    expect(names(fold.carried)).toEqual(['cart 1.0.0', 'search 1.0.0'])
    expect(fold.files).toHaveLength(1)
    const written = fold.files[0]?.text ?? ''
    expect(written.startsWith(text)).toBe(true)
    for (const mfe of ['cart', 'search']) {
      expect(parseDesiredState(written, 'f', ['mfes', mfe])).toMatchObject({ ok: true, value: { mfe, generation: 1 } })
    }
  })

  it('gives the same file, whether requests come together or one after the other', () => {
    const [cart, search] = [requestFor('cart'), requestFor('search')]
    const first = foldRequests([wish(cart)])
    const second = foldRequests([wish(search, { text: first.files[0]?.text ?? null })])
    expect(foldRequests([wish(cart), wish(search)]).files).toEqual(second.files)
  })

  it('of two for the same place keeps the newer, wherever it stands in the list', () => {
    for (const versions of [
      ['1.0.0', '1.1.0'],
      ['1.1.0', '1.0.0'],
    ]) {
      const fold = foldRequests(versions.map((version) => wish(requestFor('cart', version))))
      expect(names(fold.carried)).toEqual(['cart 1.1.0'])
      expect(fold.dropped).toMatchObject([
        { request: { version: '1.0.0' }, outcome: 'superseded', reasons: [{ code: 'superseded-by-newer' }] },
      ])
    }
  })

  it('of two that the order does not tell apart keeps the later', () => {
    const fold = foldRequests(['1.1.0', '1.0.0'].map((version) => wish(requestFor('cart', version, { environment: 'free' }))))
    expect(names(fold.carried)).toEqual(['cart 1.0.0'])
  })

  it('lets no bad one sink the others', () => {
    const live = foldRequests([wish(requestFor('cart', '2.0.0'), { config: single })]).files[0]?.text ?? null
    const unreadable = { snapshot: { ok: false as const, reasons: [{ code: 'registration-invalid' as const, message: 'No.' }] } }
    const fold = foldRequests([
      wish(requestFor('cart', '1.0.0'), { config: single, text: live }),
      wish(requestFor('broken'), { config: single, more: unreadable }),
      wish(requestFor('torn'), { config: single, text: 'version: [\n' }),
      wish(requestFor('search'), { config: single }),
    ])
    expect(names(fold.carried)).toEqual(['search 1.0.0'])
    expect(fold.dropped.map(({ request, outcome, reasons: [first] }) => [request.mfe, outcome, first?.code])).toEqual([
      ['cart', 'superseded', 'older-version'],
      ['broken', 'rejected', 'registration-invalid'],
      ['torn', 'rejected', 'desired-state-invalid'],
    ])
  })

  it('does not let a request win that may not follow the base', () => {
    const live = foldRequests([wish(requestFor('cart', '1.0.0'), { config: single })]).files[0]?.text ?? null
    const rollback = requestFor('cart', '9.0.0', { type: 'rollback-mfe-trigger' })
    const fold = foldRequests([requestFor('cart', '1.1.0'), rollback].map((one) => wish(one, { config: single, text: live })))
    expect(names(fold.carried)).toEqual(['cart 1.1.0'])
    expect(fold.dropped).toMatchObject([{ outcome: 'rejected', reasons: [{ code: 'rollback-not-older' }] }])
  })

  it('finds its own work done', () => {
    const cart = requestFor('cart')
    const text = foldRequests([wish(cart)]).files[0]?.text ?? null
    const again = foldRequests([wish(cart, { text })])
    expect(again).toMatchObject({ carried: [], dropped: [], files: [], unchanged: [{ desired: { request: { id: requestId(cart) } } }] })
  })
})
