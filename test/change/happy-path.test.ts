import { requestId } from '@mfe-gitops/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { succeeded } from '../harness/change-steps.ts'
import { type ChangeLab, configRepository, startChangeLab } from '../harness/config-repository.ts'

let lab: ChangeLab
beforeAll(async () => {
  lab = await startChangeLab()
})
afterAll(() => lab?.close())

describe('the change half, step by step', () => {
  it('edge case 32: takes a request from the dispatch to the merge commit in eight requests', async () => {
    const integrity = lab.registry.publish('@acme/cart', '1.0.0')
    const request = lab.request()
    const first = lab.github.requests.length
    const validated = succeeded(await lab.run('validate-payload', { request: JSON.stringify(request) }, lab.event(request)))
    expect(validated).toMatchObject({
      accepted: 'true',
      unchanged: 'false',
      'request-id': requestId(request),
      proof: 'basic',
      reasons: '[]',
    })

    const updated = succeeded(await lab.run('update-config', { request: validated.request ?? '', snapshot: validated.snapshot ?? '' }))
    expect(updated).toMatchObject({ changed: 'true', generation: '1', integrity, branch: validated.branch, 'previous-version': '' })

    const opened = succeeded(
      await lab.run('open-pr', { head: updated.branch ?? '', requests: updated.requests ?? '', changes: updated.changes ?? '' }),
    )
    expect(opened).toMatchObject({ created: 'true', 'head-commit': updated.commit, superseded: '[]' })

    const wanted = {
      base: updated['base-commit'] ?? '',
      head: updated.commit ?? '',
      'pull-request': opened.number ?? '',
      requests: updated.requests ?? '',
    }
    const checked = succeeded(await lab.run('check-deployment', wanted))
    expect(checked.passed).toBe('true')
    expect(JSON.parse(checked.deployments ?? '')).toEqual([
      { environment: 'staging', mfe: 'cart', file: 'environments/staging/cart.yaml', version: '1.0.0', generation: 1 },
    ])
    expect(lab.github.statuses(configRepository, updated.commit ?? '')).toMatchObject([{ context: 'gitops/deployment', state: 'success' }])

    const merged = succeeded(await lab.run('auto-merge', { 'pull-request': opened.number ?? '', head: updated.commit ?? '' }))
    expect(merged).toMatchObject({ result: 'merged', 'merge-commit': await lab.github.branchHead(configRepository, 'main') })

    const requests = lab.github.requests.slice(first)
    expect(requests.map(({ route }) => route)).toHaveLength(8)
    expect(requests.reduce((sum, { contents }) => sum + contents, 0)).toBe(5)
    expect(lab.github.unknownRoutes).toEqual([])
    expect(lab.github.violations).toEqual([])
  })

  it('edge case 19, claim 9, R13: finds the same request done, and writes nothing', async () => {
    const request = lab.request()
    const before = await lab.github.branchHead(configRepository, 'main')
    const first = lab.github.requests.length
    const validated = succeeded(await lab.run('validate-payload', { request: JSON.stringify(request) }, lab.event(request)))
    expect(validated.unchanged).toBe('true')
    const updated = succeeded(await lab.run('update-config', { request: validated.request ?? '', snapshot: validated.snapshot ?? '' }))
    expect(updated).toMatchObject({ changed: 'false', 'merge-commit': before, generation: '1' })
    expect(lab.github.requests.slice(first).filter(({ kind }) => kind !== 'read')).toEqual([])
  })

  it('changes the values of an upgrade and nothing else', async () => {
    lab.registry.publish('@acme/cart', '1.1.0')
    const path = 'environments/staging/cart.yaml'
    const before = (await lab.github.readFile(configRepository, 'main', path)) ?? ''
    await lab.github.commitFiles(configRepository, {
      message: 'Comment',
      files: { [path]: before.replace('version: 1.0.0', 'version:   "1.0.0"   # pinned by hand') },
    })
    const request = lab.request({ version: '1.1.0', sha: 'b'.repeat(40) })
    const updated = succeeded(await lab.run('update-config', { request: JSON.stringify(request) }))
    const after = await lab.github.readFile(configRepository, updated.commit ?? '', path)
    expect(after).toContain('version:   "1.1.0"   # pinned by hand')
    expect(updated).toMatchObject({ generation: '2', 'previous-version': '1.0.0' })
  })
})
