import { describe, expect, it } from 'vitest'
import { startScriptedServer } from '../test/scripted-server.ts'
import { testClient } from '../test/test-client.ts'
import { dispatchRepository, dispatchWorkflow } from './dispatch.ts'

const repository = { owner: 'acme', repo: 'gitops-config' }
const event = { ...repository, eventType: 'deploy-mfe-trigger', payload: { mfe: 'cart', headers: 'x', request: 'y', url: 'z' } }
const workflow = { ...repository, workflow: 'deploy.yml', ref: 'main', inputs: { request: '{}' } }

describe('repository_dispatch', () => {
  it('carries the payload as it is', async () => {
    await using server = await startScriptedServer([{ status: 204 }])
    await dispatchRepository(testClient(server.url).github, event)
    expect(server.exchanges[0]).toMatchObject({ method: 'POST', path: '/api/v3/repos/acme/gitops-config/dispatches' })
    expect(JSON.parse(server.exchanges[0]?.body ?? '')).toEqual({ event_type: 'deploy-mfe-trigger', client_payload: event.payload })
  })

  it('is sent once when the answer is lost', async () => {
    await using server = await startScriptedServer([{ fault: 'reset' }])
    await expect(dispatchRepository(testClient(server.url).github, event)).rejects.toMatchObject({ ambiguous: true })
    expect(server.exchanges).toHaveLength(1)
  })
})

describe('workflow_dispatch', () => {
  it('gives the run', async () => {
    await using server = await startScriptedServer([{ body: { workflow_run_id: 7, run_url: 'https://api/7', html_url: 'https://x.y/7' } }])
    expect(await dispatchWorkflow(testClient(server.url).github, workflow)).toEqual({ id: 7, url: 'https://x.y/7' })
    expect(JSON.parse(server.exchanges[0]?.body ?? '')).toEqual({ ref: 'main', inputs: { request: '{}' }, return_run_details: true })
  })

  it('fault 53: does without it on a server that answers 204', async () => {
    await using server = await startScriptedServer([{ status: 204 }])
    expect(await dispatchWorkflow(testClient(server.url).github, workflow)).toBeNull()
  })

  it('fault 53: does without it on a server that refuses the question', async () => {
    await using server = await startScriptedServer([
      { status: 400, body: { message: 'Unpermitted parameter: return_run_details' } },
      { status: 204 },
    ])
    expect(await dispatchWorkflow(testClient(server.url).github, workflow)).toBeNull()
    expect(JSON.parse(server.exchanges[1]?.body ?? '')).toEqual({ ref: 'main', inputs: { request: '{}' } })
  })

  it('leaves an unknown workflow to the caller', async () => {
    await using server = await startScriptedServer([{ status: 404, body: { message: 'Not Found' } }])
    await expect(dispatchWorkflow(testClient(server.url).github, workflow)).rejects.toMatchObject({ code: 'github-not-found' })
  })
})
