import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { livePorts } from './ports.ts'

describe('livePorts', () => {
  it('edge case 13: take the URLs from the environment, for Enterprise Server', () => {
    const { context, tempDir } = livePorts({
      GITHUB_SERVER_URL: 'https://git.acme.example',
      GITHUB_API_URL: 'https://git.acme.example/api/v3',
      GITHUB_GRAPHQL_URL: 'https://git.acme.example/api/graphql',
      GITHUB_REPOSITORY: 'acme/gitops-config',
      GITHUB_RUN_ID: '7',
      GITHUB_RUN_ATTEMPT: '2',
      RUNNER_TEMP: '/tmp/runner',
    })
    expect(context).toMatchObject({
      apiUrl: 'https://git.acme.example/api/v3',
      graphqlUrl: 'https://git.acme.example/api/graphql',
      runAttempt: 2,
      runUrl: 'https://git.acme.example/acme/gitops-config/actions/runs/7',
    })
    expect(tempDir).toBe('/tmp/runner')
  })

  it('have defaults outside of a run', () => {
    const { context, event } = livePorts({})
    expect(context).toMatchObject({
      apiUrl: 'https://api.github.com',
      graphqlUrl: 'https://api.github.com/graphql',
      repository: '',
      runAttempt: 1,
    })
    expect(event()).toBeNull()
  })

  it('read the event, and say when it is no JSON', () => {
    const directory = mkdtempSync(join(tmpdir(), 'event-'))
    const file = join(directory, 'event.json')
    writeFileSync(file, '\ufeff{"action":"deploy-mfe-trigger"}')
    expect(livePorts({ GITHUB_EVENT_PATH: file }).event()).toEqual({ action: 'deploy-mfe-trigger' })
    writeFileSync(file, '{')
    expect(() => livePorts({ GITHUB_EVENT_PATH: file }).event()).toThrow('GITHUB_EVENT_PATH')
    rmSync(directory, { recursive: true })
  })
})
