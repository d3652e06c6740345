import { createSummary } from '@mfe-gitops/action-kit'
import { type DeploymentRequest, reason } from '@mfe-gitops/contract'
import { expect, it } from 'vitest'
import { summarize } from './result-summary.ts'
import { nothingKnown } from './verdict.ts'

const request: DeploymentRequest = {
  type: 'deploy-mfe-trigger',
  timestamp: '2026-11-22T21:38:18.123Z',
  user: 'octocat',
  mfe: 'cart',
  version: '1.4.0',
  environment: 'staging',
  cache_invalidation_keys: '',
  repository: 'acme/cart',
  ref: 'refs/heads/main',
  sha: 'b'.repeat(40),
}
const story = {
  request,
  requestId: 'a'.repeat(64),
  verdict: { ...nothingKnown, outcome: 'deployed', reasons: [] } as const,
  stages: [],
  sentAt: 1000,
  repositoryUrl: 'https://github.com/acme/gitops-config',
  runUrl: 'https://github.com/acme/gitops-config/actions/runs/7',
  requests: { total: 12, unchanged: 5 },
}

it('links everything that is known', () => {
  const verdict = {
    ...story.verdict,
    version: '1.4.0',
    pullRequest: { number: 17, url: 'https://github.com/acme/gitops-config/pull/17' },
    mergeCommit: 'c'.repeat(40),
    url: 'https://staging.example.com/cart/cart.js',
  }
  const stages = [{ name: 'live', state: 'success', startedAt: 3000, completedAt: 5200 } as const]
  const markdown = summarize(createSummary(undefined), { ...story, verdict, stages }).toString()
  expect(markdown).toContain('## cart 1.4.0 to staging: deployed')
  expect(markdown).toContain('[17](https://github.com/acme/gitops-config/pull/17)')
  expect(markdown).toContain(`(https://github.com/acme/gitops-config/commit/${'c'.repeat(40)})`)
  expect(markdown).toContain('(https://staging.example.com/cart/cart.js)')
  expect(markdown).toContain('| live | success | 4.2 s |')
  expect(markdown).toContain('| GitHub requests | 12 (5 free) |')
})

it('leaves out what is not known', () => {
  const markdown = summarize(createSummary(undefined), story).toString()
  expect(markdown).not.toMatch(/Pull request|Merge commit|Live version|Stages|Reasons|null/)
})

it('links the page of all runs when none is known', () => {
  const markdown = summarize(createSummary(undefined), { ...story, runUrl: null }).toString()
  expect(markdown).toContain('(https://github.com/acme/gitops-config/actions)')
})

it('shows what others wrote as text, not as Markdown', () => {
  const reasons = [reason('edit-refused', { summary: '<img src=x> @acme/platform closes #1 [x](http://evil.example) `y`' })]
  const verdict = { ...nothingKnown, outcome: 'failed', reasons, url: 'javascript:alert(1)' } as const
  const markdown = summarize(createSummary(undefined), { ...story, verdict }).toString()
  expect(markdown).not.toMatch(/<img|@acme|#1\b|\]\(http:\/\/evil|\]\(javascript/)
})
