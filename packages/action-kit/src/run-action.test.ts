import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GitHubError } from '@mfe-gitops/github'
import { describe, expect, it } from 'vitest'
import { ActionError } from './action-error.ts'
import { type Outputs, runAction } from './run-action.ts'

interface Ran {
  readonly outputs: Record<string, string>
  readonly log: string
  readonly failed: boolean
}

/** Runs an action on a clock that says 1.234 seconds, and reads its outputs back as the runner does. */
async function ran(main: () => Promise<Outputs>, outputs?: string): Promise<Ran> {
  const directory = mkdtempSync(join(tmpdir(), 'run-action-'))
  const file = outputs ?? join(directory, 'output')
  const log: string[] = []
  const clock = [1000, 2234]
  let failed = false
  const host = {
    env: { GITHUB_OUTPUT: file },
    write: (text: string) => void log.push(text),
    monotonic: () => clock.shift() ?? 0,
    onIdle: () => {},
    fail: () => {
      failed = true
    },
  }
  try {
    await runAction(main, host)
    // Reading /dev/full never ends.
    return { outputs: outputs === undefined ? readOutputs(readFileSync(file, 'utf8')) : {}, log: log.join(''), failed }
  } finally {
    rmSync(directory, { recursive: true })
  }
}

function readOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {}
  const lines = text.split('\n')
  while (lines.length > 1) {
    const [name = '', delimiter = ''] = (lines.shift() ?? '').split('<<')
    outputs[name] = lines.splice(0, lines.indexOf(delimiter)).join('\n')
    lines.shift()
  }
  return outputs
}

describe('runAction', () => {
  it('fails when the action waits for something that can never come', () => {
    const directory = mkdtempSync(join(tmpdir(), 'run-action-'))
    const file = join(directory, 'output')
    const script = `import { runAction } from ${JSON.stringify(new URL('run-action.ts', import.meta.url).href)}; void runAction(() => new Promise(() => {}))`
    const { status, stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      env: { ...process.env, GITHUB_OUTPUT: file },
      encoding: 'utf8',
    })
    const outputs = readOutputs(readFileSync(file, 'utf8'))
    rmSync(directory, { recursive: true })
    expect(status).toBe(1)
    expect(stdout).toContain('::error title=internal-error::An unexpected error: The action waited for something that can never come.')
    expect(JSON.parse(outputs.reasons ?? '')).toMatchObject([{ code: 'internal-error' }])
  })

  it('sets every output, and always reasons and seconds', async () => {
    const { outputs, failed, log } = await ran(async () => ({
      number: 12,
      created: true,
      changes: [{ path: 'version' }],
      url: null,
      text: 'a\nb',
    }))
    expect(outputs).toEqual({
      reasons: '[]',
      number: '12',
      created: 'true',
      changes: '[{"path":"version"}]',
      url: '',
      text: 'a\nb',
      seconds: '1.23',
    })
    expect({ failed, log }).toEqual({ failed: false, log: '' })
  })

  it('release case 33: turns a mendable error into outputs, an annotation and a failure', async () => {
    const { outputs, failed, log } = await ran(async () => {
      throw new ActionError('older-version', 'Version 1.3.0 is older than 1.4.0.', { outputs: { branch: 'deploy/x' } })
    })
    expect(outputs).toEqual({
      branch: 'deploy/x',
      outcome: 'superseded',
      reasons: '[{"code":"older-version","message":"Version 1.3.0 is older than 1.4.0."}]',
      seconds: '1.23',
    })
    expect({ failed, log }).toEqual({ failed: true, log: '::error title=older-version::Version 1.3.0 is older than 1.4.0.\n' })
  })

  it('takes the outcome that the action names', async () => {
    const { outputs } = await ran(async () => {
      throw new ActionError('merge-blocked', 'Nobody approved it.', { outcome: 'awaiting-approval' })
    })
    expect(outputs.outcome).toBe('awaiting-approval')
  })

  it('fault 50: annotates each reason, within the ten that GitHub shows', async () => {
    const reasons = Array.from({ length: 25 }, (_, index) => ({ code: 'field-invalid' as const, message: `Field ${index}.` }))
    const { outputs, log } = await ran(async () => {
      throw new ActionError('field-invalid', 'The request is not valid.', { outcome: 'rejected', reasons })
    })
    expect(log.split('\n').filter((line) => line.startsWith('::error'))).toHaveLength(10)
    expect(log).toContain('And 16 more.')
    expect(JSON.parse(outputs.reasons ?? '')).toHaveLength(25)
  })

  it.each([
    ['github-rate-limited', new GitHubError('POST /x: GitHub answered 429', { code: 'github-rate-limited', status: 429 })],
    ['github-not-found', new GitHubError('GET /x: GitHub answered 404: Not Found', { code: 'github-not-found', status: 404 })],
  ])('gives %s with the remedy', async (code, error) => {
    const { outputs, log } = await ran(() => Promise.reject(error))
    const [reason] = JSON.parse(outputs.reasons ?? '')
    expect(reason).toMatchObject({ code, message: expect.stringContaining(error.message) })
    expect(reason.message).toContain(reason.remedy)
    expect(log).not.toContain('    at ')
  })

  it('calls everything else a bug, with the stack at debug level only', async () => {
    const { outputs, log, failed } = await ran(async () => {
      throw new TypeError('undefined is not\n::set-output name=outcome::deployed')
    })
    expect(outputs.outcome).toBe('failed')
    expect(JSON.parse(outputs.reasons ?? '')[0]).toMatchObject({ code: 'internal-error' })
    expect(
      log
        .split('\n')
        .filter((line) => line.includes('run-action.test.ts'))
        .every((line) => line.startsWith('::debug::')),
    ).toBe(true)
    expect(log).not.toMatch(/^\s*::set-output/m)
    expect(failed).toBe(true)
  })

  it('release case 33: fails for a thing that is no error, and for an error before the first await', async () => {
    expect((await ran(() => Promise.reject('text'))).failed).toBe(true)
    const { outputs } = await ran(() => {
      throw new ActionError('input-missing', 'Input "token" is empty.')
    })
    expect(outputs.reasons).toContain('input-missing')
  })

  it.runIf(existsSync('/dev/full'))(
    'fault 41: fails when its outputs do not fit on the disk, and keeps the first of two errors',
    async () => {
      const full = await ran(async () => ({ number: 12 }), '/dev/full')
      expect(full.failed).toBe(true)
      expect(full.log).toMatch(
        /^::error title=runner-file-failed::A file of the runner could not be read or written: ENOSPC: no space left on device, write\..*\n$/,
      )
      const both = await ran(() => Promise.reject(new ActionError('older-version', 'Older.')), '/dev/full')
      expect(both.log).toBe('::error title=older-version::Older.\n')
    },
  )

  it('fault 41: tells a full disk from a bug, also in the middle of its work', async () => {
    const { outputs } = await ran(async () => writeFileSync(join('/no/such/folder', 'snapshot.json'), '') as never)
    expect(JSON.parse(outputs.reasons ?? '')[0]).toMatchObject({ code: 'runner-file-failed', message: expect.stringContaining('ENOENT') })
  })
})
