import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ChangeLab, configRepository, startChangeLab } from '../harness/config-repository.ts'

let lab: ChangeLab
beforeAll(async () => {
  lab = await startChangeLab()
})
afterAll(() => lab?.close())

async function deploy(request: ReturnType<ChangeLab['request']>): Promise<void> {
  const text = JSON.stringify(request)
  const validated = await lab.run('validate-payload', { request: text }, lab.event(request))
  expect(validated.exitCode, validated.log).toBe(0)
  const { branch = '', commit = '', 'base-commit': base = '', changes = '' } = (await lab.run('update-config', { request: text })).outputs
  const { number = '' } = (await lab.run('open-pr', { head: branch, requests: text, changes })).outputs
  await lab.run('check-deployment', { base, head: commit, 'pull-request': number, requests: text })
  const merged = await lab.run('auto-merge', { 'pull-request': number, head: commit })
  expect(merged.outputs.result, merged.log).toBe('merged')
}

it('edge case 18, claim 10, R11: lets nobody replay a deployment that was rolled back, nor the rollback', async () => {
  lab.registry.publish('@acme/cart', '1.0.0')
  lab.registry.publish('@acme/cart', '1.1.0')
  const upgrade = lab.request({ version: '1.1.0', timestamp: '2026-11-22T10:00:00.000Z' })
  const rollback = lab.request({ type: 'rollback-mfe-trigger', version: '1.0.0', timestamp: '2026-11-22T11:00:00.000Z' })
  await deploy(lab.request({ version: '1.0.0' }))
  await deploy(upgrade)
  await deploy(rollback)
  const replayed = await lab.run('validate-payload', { request: JSON.stringify(upgrade) }, lab.event(upgrade))
  expect(replayed.outputs.outcome, replayed.log).toBe('superseded')
  expect(JSON.parse(replayed.outputs.reasons ?? '')).toMatchObject([{ code: 'request-replayed' }])

  await deploy({ ...upgrade, timestamp: '2026-11-22T12:00:00.000Z' })
  const again = await lab.run('validate-payload', { request: JSON.stringify(rollback) }, lab.event(rollback))
  expect(JSON.parse(again.outputs.reasons ?? '')).toMatchObject([{ code: 'request-replayed' }])
  expect(await lab.github.readFile(configRepository, 'main', 'environments/staging/cart.yaml')).toContain('version: 1.1.0\n')
})

it('edge case 18, R11: nor one that was carried together with others', async () => {
  for (const version of ['2.0.0', '2.1.0']) lab.registry.publish('@acme/cart', version)
  lab.registry.publish('@acme/search', '2.0.0')
  const { id } = lab.github.repository('acme/cart')
  const registration = (await lab.github.readFile(configRepository, 'main', 'mfes/cart.yaml')) ?? ''
  await lab.github.commitFiles(configRepository, {
    message: 'Register',
    files: {
      'mfes/search.yaml': registration
        .replaceAll('/cart', '/search')
        .replaceAll('mfe: cart', 'mfe: search')
        .replace('repository: acme/search', 'repository: acme/cart')
        .replace(/repositoryId: \d+/, `repositoryId: ${id}`),
    },
  })
  await deploy(lab.request({ version: '2.0.0' }))
  await deploy(lab.request({ version: '2.1.0' }))
  const rollback = lab.request({ type: 'rollback-mfe-trigger', version: '2.0.0', timestamp: '2026-11-22T13:00:00.000Z' })
  const text = JSON.stringify([rollback, lab.request({ mfe: 'search', version: '2.0.0' })])
  const { branch = '', commit = '', 'base-commit': base = '', changes = '' } = (await lab.run('update-config', { request: text })).outputs
  expect(branch).toMatch(/^deploy\/batch\//)
  const { number = '' } = (await lab.run('open-pr', { head: branch, requests: text, changes })).outputs
  await lab.run('check-deployment', { base, head: commit, 'pull-request': number, requests: text })
  const merged = await lab.run('auto-merge', { 'pull-request': number, head: commit })
  expect(merged.outputs.result, merged.log).toBe('merged')

  await deploy(lab.request({ version: '2.1.0', timestamp: '2026-11-22T14:00:00.000Z' }))
  const replayed = await lab.run('validate-payload', { request: JSON.stringify(rollback) }, lab.event(rollback))
  expect(replayed.outputs.outcome, replayed.log).toBe('superseded')
  expect(JSON.parse(replayed.outputs.reasons ?? '')).toMatchObject([
    { code: 'request-replayed', message: expect.stringContaining(`#${number}`) },
  ])
  expect([lab.github.unknownRoutes, lab.github.violations]).toEqual([[], []])
})
