import type { DeploymentRequest } from '@mfe-gitops/contract'
import { describe, expect, it } from 'vitest'
import { fitBody, fitTitle, pullRequestText } from './pull-request-text.ts'

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
  sha: 'a'.repeat(40),
}

describe('pullRequestText', () => {
  it('says what is deployed and what changes', () => {
    const { title, body } = pullRequestText(
      [request],
      [{ path: 'version', from: '1.3.0', to: '1.4.0', line: 3 }],
      'https://github.example/run/1',
    )
    expect(title).toBe('Deploy cart 1.4.0 to staging')
    expect(body).toContain('| `version` |')
    expect(body).toContain('acme/cart@')
  })

  it('names a rollback', () => {
    expect(pullRequestText([{ ...request, type: 'rollback-mfe-trigger' }], [], '').title).toBe('Roll back cart to 1.4.0 in staging')
  })

  it.each(['@acme/platform', 'closes #1', '![x](https://evil.example/x.png)', '<img src=x>', 'a | b', '`tick`'])(
    'edge case 31: shows %j in a code span only',
    (hostile) => {
      const { body } = pullRequestText([request], [{ path: 'note', from: null, to: hostile, line: 1 }], '')
      const row = body.split('\n').find((line) => line.includes('note')) ?? ''
      const outside = row.replace(/(`+)(?:(?!\1).)*\1/g, '').replace(/<code>.*?<\/code>/g, '')
      expect(outside).not.toMatch(/@\w|#\d|<img|!\[/)
    },
  )
})

describe('limits of GitHub', () => {
  it('edge case 31: cuts a title to 255 characters without splitting one', () => {
    expect([...fitTitle('😀'.repeat(300))]).toHaveLength(255)
  })

  it('edge case 31: cuts a body to 65,536 characters and says so', () => {
    const body = fitBody(`| \`@victim\` |\n`.repeat(6000))
    expect(body.length).toBeLessThanOrEqual(65_536)
    expect(body).toMatch(/\| `@victim` \|\n\n… cut to what GitHub takes\.$/)
  })
})
