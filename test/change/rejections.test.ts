import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { desiredState } from '../harness/change-steps.ts'
import { type ChangeLab, configRepository, startChangeLab } from '../harness/config-repository.ts'

let lab: ChangeLab
beforeAll(async () => {
  lab = await startChangeLab({ 'environments/staging/cart.yaml': desiredState('2.0.0', 7) })
})
afterAll(() => lab?.close())

describe('validate-payload', () => {
  it.each<[string, object, string, string]>([
    ["another team's MFE", { mfe: 'search' }, 'rejected', 'repository-mismatch'],
    ['an MFE that nobody registered', { mfe: 'unknown' }, 'rejected', 'registration-missing'],
    ['an environment that does not exist', { environment: 'stagin' }, 'rejected', 'environment-unknown'],
    ['a ref that may not deploy', { ref: 'refs/heads/feature' }, 'rejected', 'ref-not-allowed'],
    ['a version older than the desired one', { version: '1.9.0' }, 'superseded', 'older-version'],
    ['a rollback to a newer version', { type: 'rollback-mfe-trigger', version: '2.1.0' }, 'rejected', 'rollback-not-older'],
    ['a path in the name', { mfe: '../../etc/passwd' }, 'rejected', 'field-invalid'],
    ['a workflow command in the user', { user: 'x\n::set-output name=accepted::true' }, 'rejected', 'field-invalid'],
    ['an eleventh field', { extra: 'x' }, 'rejected', 'field-unknown'],
  ])('edge case 16, edge case 17, claim 3: refuses %s', async (_, fields, outcome, code) => {
    const request = { ...lab.request(), ...fields }
    const before = lab.github.requests.length
    const run = await lab.run('validate-payload', { request: JSON.stringify(request) }, lab.event(request))
    expect(run.exitCode).toBe(1)
    expect(run.outputs.outcome, run.log).toBe(outcome)
    expect(JSON.parse(run.outputs.reasons ?? '')[0]).toMatchObject({ code })
    expect(run.log).toContain(`::error title=${code}::`)
    expect(run.log).not.toMatch(/^::set-output/m)
    expect(run.outputs.accepted).toBeUndefined()
    expect(lab.github.requests.slice(before).filter(({ kind }) => kind !== 'read')).toEqual([])
  })

  it('refuses text that is no JSON, with one error and no stack', async () => {
    const run = await lab.run('validate-payload', { request: '{"type":' })
    expect(run.exitCode).toBe(1)
    expect(JSON.parse(run.outputs.reasons ?? '')).toMatchObject([{ code: 'payload-not-json' }])
    expect(run.log).not.toContain('    at ')
  })
})

describe('check-deployment', () => {
  it('edge case 42: fails a branch that holds more than the request asks for', async () => {
    lab.registry.publish('@acme/cart', '2.1.0')
    const request = JSON.stringify(lab.request({ version: '2.1.0' }))
    const updated = (await lab.run('update-config', { request })).outputs
    const opened = (await lab.run('open-pr', { head: updated.branch ?? '', requests: request })).outputs
    const head = await lab.github.commitFiles(configRepository, {
      branch: updated.branch ?? '',
      message: 'More',
      files: { 'gitops.yaml': 'schema: 1\n' },
    })
    const run = await lab.run('check-deployment', {
      base: updated['base-commit'] ?? '',
      head,
      'pull-request': opened.number ?? '',
      requests: request,
    })
    expect(run.outputs.passed, run.log).toBe('false')
    expect(JSON.parse(run.outputs.reasons ?? '').map(({ code }: { code: string }) => code)).toContain('check-path-not-allowed')
    expect(lab.github.statuses(configRepository, head)).toMatchObject([{ state: 'failure' }])
    const merge = await lab.run('auto-merge', { 'pull-request': opened.number ?? '', head })
    expect(merge.outputs, merge.log).toMatchObject({ result: 'checks-failed', outcome: 'failed' })
    expect(lab.github.pullRequests(configRepository)).toMatchObject([{ merged: false }])
  })
})
