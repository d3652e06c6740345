import { describe, expect, it } from 'vitest'
import { readDispatchEvent } from './event.ts'

describe('readDispatchEvent', () => {
  it('takes ids and the event type from a repository_dispatch', () => {
    const body = { action: 'deploy-mfe-trigger', sender: { id: 3, login: 'octocat' }, installation: { id: 9 } }
    expect(readDispatchEvent('repository_dispatch', body)).toEqual({
      name: 'repository_dispatch',
      action: 'deploy-mfe-trigger',
      senderId: 3,
      installationId: 9,
    })
  })

  it('knows no event type for a workflow_dispatch', () => {
    expect(readDispatchEvent('workflow_dispatch', { action: 'deploy-mfe-trigger', sender: { id: 3 } }).action).toBeNull()
  })

  it.each([
    [null],
    ['text'],
    [{}],
    [{ sender: { id: '3' }, installation: null }],
    [{ sender: { id: 1.5 } }],
    [JSON.parse('{"__proto__": {"sender": {"id": 3}}}')],
  ])('takes %j for an event without ids', (body) => {
    expect(readDispatchEvent('repository_dispatch', body)).toMatchObject({ senderId: null, installationId: null })
  })
})
