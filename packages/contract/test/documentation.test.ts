import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  deployBranch,
  parseGitopsConfig,
  parseRegistration,
  reason,
  reasonCodes,
  requestFields,
  requestId,
  runTitle,
} from '../src/index.ts'
import { request } from './examples.ts'

const page = readFileSync(new URL('../../../docs/contract.md', import.meta.url), 'utf8')
const blocks = (language: string) => [...page.matchAll(new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``, 'g'))].map(([, text]) => text ?? '')

describe('docs/contract.md', () => {
  const [gitops = '', registration = '', layout = ''] = blocks('yaml')

  it('has examples that are valid', () => {
    expect(parseGitopsConfig(gitops, 'gitops.yaml')).toMatchObject({ ok: true })
    expect(parseGitopsConfig(gitops + layout, 'gitops.yaml')).toMatchObject({ ok: true })
    expect(parseRegistration(registration, 'mfes/cart.yaml')).toMatchObject({ ok: true })
  })

  it('quotes real messages', () => {
    const [unknown, misread] = blocks('text')
    expect(unknown?.trim()).toBe(
      reason('environment-unknown', { field: 'environment', seen: 'prod', allowed: ['staging', 'production'] }).message,
    )
    const wrong = parseGitopsConfig(gitops.replace('target: local', 'target: 1.10'), 'gitops.yaml')
    expect(wrong.ok ? '' : wrong.reasons[0]?.message).toBe(misread?.trim())
  })

  it('names every field, and the branch and title of its example', () => {
    for (const field of requestFields) expect(page).toContain(`| \`${field}\` | `)
    expect(page).toContain(`\`${deployBranch(request, requestId(request))}\``)
    expect(page).toContain(`\`${runTitle(request)}\``)
  })

  it('names only reason codes that exist', () => {
    const [, rules = ''] = page.split('| Rule | Codes |')
    const codes = [...(rules.split('\n\n')[0] ?? '').matchAll(/`([a-z-]+)`/g)].map(([, code]) => code)
    expect(codes.length).toBeGreaterThan(20)
    for (const code of codes) expect(reasonCodes).toHaveProperty(code ?? '')
  })
})
