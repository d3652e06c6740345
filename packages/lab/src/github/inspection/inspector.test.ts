import { describe, expect, it } from 'vitest'
import { servedOperations } from '../rest/served-operations.ts'
import type { WebhookEvent } from '../types.ts'
import { createInspector } from './inspector.ts'
import { githubOperations } from './operations.ts'

describe('GitHub\u2019s description', () => {
  it.each(servedOperations)('knows %s', (route) => {
    expect(githubOperations().statuses(route)).not.toBeNull()
  })
})

describe('what does not fit', () => {
  const route = 'PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge'
  const answer = (status: number, body: unknown) => ({ method: 'PUT', route, status, body: body === null ? null : JSON.stringify(body) })

  it.each([
    ['a status that GitHub never gives', answer(418, {}), 'never 418'],
    ['a field of another type', answer(200, { sha: 1, merged: true, message: '' }), '/sha must be string'],
    ['a missing field', answer(200, { sha: '', merged: true }), "'message'"],
    ['no body where there is one', answer(200, null), 'with a body'],
    ['an error without a message', answer(401, {}), 'has a message'],
  ])('finds %s', (_, observed, text) => {
    const inspector = createInspector()
    inspector.answer(observed)
    inspector.answer(observed)
    expect(inspector.violations()).toHaveLength(1)
    expect(inspector.violations()[0]?.message).toContain(text)
  })

  it('finds an event that lacks a field, and one that GitHub does not send', () => {
    const inspector = createInspector()
    const event = (name: string, action: string): WebhookEvent => ({
      repository: 'acme/cart',
      name,
      action,
      payload: { action },
      sha: '',
      ref: '',
      actor: { id: 1, login: 'x', type: 'User' },
      startsWorkflows: true,
    })
    inspector.event(event('repository_dispatch', 'x'))
    inspector.event(event('pull_request', 'invented'))
    const found = inspector.violations().map(({ where, message }) => `${where} ${message}`)
    expect(found).toEqual(
      expect.arrayContaining([
        expect.stringContaining("event repository_dispatch  must have required property 'client_payload'"),
        'event pull_request.invented GitHub has no schema for this event.',
      ]),
    )
    expect(found.join()).not.toContain("'installation'")
  })
})
