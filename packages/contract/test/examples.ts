import type { DeploymentRequest, DesiredState, GitopsConfig, Receipt, Registration } from '../src/index.ts'

/** Valid documents to change one thing in. */
export const request: DeploymentRequest = {
  type: 'deploy-mfe-trigger',
  timestamp: '2026-11-22T21:38:18.123Z',
  user: 'octocat',
  mfe: 'cart',
  version: '1.4.0',
  environment: 'staging',
  cache_invalidation_keys: '/cart/*, #cart',
  repository: 'acme/cart',
  ref: 'refs/heads/main',
  sha: '6f1c0a6c5a3e4d2b9a8f7e6d5c4b3a2918070605',
}

export const config: GitopsConfig = {
  schema: 1,
  environments: { staging: { target: 'local', url: 'https://staging.example.com' } },
  targets: { local: { provider: 'local' } },
}

export const registration: Registration = {
  schema: 1,
  mfe: 'cart',
  repository: 'acme/cart',
  repositoryId: 812345678,
  workflow: '.github/workflows/micro-frontend-cd.yml',
  artifact: { source: 'npm', name: '@acme/cart', entry: 'cart.js' },
  environments: { staging: { cacheInvalidationKeys: ['/cart/entry.js'] } },
}

export const integrity = `sha512-${'A'.repeat(86)}==`

export const desired: DesiredState = {
  mfe: 'cart',
  version: '1.3.2',
  generation: 41,
  artifact: { source: 'npm', name: '@acme/cart', integrity },
  source: { repository: 'acme/cart', ref: 'refs/heads/main', sha: 'a'.repeat(40) },
  cacheInvalidationKeys: ['/cart/*'],
  request: { id: 'b'.repeat(64), user: 'octocat', timestamp: '2026-11-20T21:38:18.123Z', type: 'deploy-mfe-trigger' },
}

export const receipt: Receipt = {
  schema: 1,
  outcome: 'rejected',
  reasons: [{ code: 'environment-unknown', message: 'environment: The environment is not in gitops.yaml.' }],
  requestId: null,
  request: null,
  proof: null,
  pullRequest: null,
  mergeCommit: null,
  generation: null,
  version: { requested: null, live: null, previous: null },
  artifact: null,
  url: null,
  changes: [],
  stages: [{ name: 'accepted', result: 'failure', seconds: 1.5 }],
  run: {
    repository: 'acme/gitops-config',
    id: 19783001234,
    attempt: 1,
    url: 'https://github.com/acme/gitops-config/actions/runs/19783001234',
  },
  purge: null,
}
