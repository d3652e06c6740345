import { requestId } from '@mfe-gitops/contract'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { mergeCommit, openScene, playHappyPath, request, type Scene } from './scene.ts'

let scene: Scene
beforeEach(async () => {
  scene = await openScene()
  playHappyPath(scene)
})
afterEach(() => scene.close())

describe.each(['repository_dispatch', 'workflow_dispatch'] as const)('a deployment that goes well, by %s', (transport) => {
  it('claim 4: is followed to its receipt', async () => {
    const token = scene.token({ metadata: 'read', contents: transport === 'repository_dispatch' ? 'write' : 'read', actions: 'write' })
    const { outputs, failed, message } = await scene.run({ transport, token })
    expect([failed, message]).toEqual([false, ''])
    expect(outputs).toEqual({
      outcome: 'deployed',
      reasons: [],
      version: '1.4.0',
      'pull-request': '17',
      'merge-commit': mergeCommit,
      url: 'https://staging.example.com/cart/cart.js',
      'run-url': expect.stringContaining('/acme/gitops-config/actions/runs/'),
      'request-id': requestId(request),
    })
    expect(scene.github.unknownRoutes).toEqual([])
    expect(scene.github.violations).toEqual([])
  })
})

it('claim 5: prints every stage once, in order, with the time since the request', async () => {
  await scene.run()
  const lines = scene
    .log()
    .split('\n')
    .filter((line) => /^\s+\d+\.\d s /.test(line))
  expect(lines.map((line) => line.replace(/^\s+[\d.]+ s {2}/, ''))).toEqual([
    'request accepted',
    'config changed',
    'pull request open',
    'checks passed',
    'merged',
    'artifact uploaded',
    'version live',
    'cache invalidated',
  ])
  const times = lines.map((line) => Number.parseFloat(line))
  expect(times).toEqual(times.toSorted((a, b) => a - b))
})
