import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { type ChangeHalf, runChangeHalf } from '../faults/change-half.ts'
import { readEndState } from '../faults/end-state.ts'
import { type ChangeLab, configRepository, startChangeLab } from '../harness/config-repository.ts'
import { clockAt } from '../harness/process-clock.ts'

const now = Date.parse('2026-11-22T21:40:00Z')

/** What one lab, whose clock stands still, makes of the same two requests: an upgrade, and one that is refused. */
async function play() {
  const lab = await startChangeLab({}, { now: () => now })
  try {
    const env = clockAt(now)
    lab.registry.publish('@acme/cart', '1.0.0')
    const accepted = await runChangeHalf(lab, lab.request(), () => ({ env }))
    const refused = await runChangeHalf(lab, lab.request({ ref: 'refs/heads/feature' }), () => ({ env }))
    expect([accepted.failed, refused.failed?.run.outputs.outcome]).toEqual([null, 'rejected'])
    const [pull] = lab.github.pullRequests(configRepository)
    const commits = await lab.github.commits(configRepository)
    return inOneHost(lab, {
      commits: commits.map(({ sha, message }) => ({ sha, message })),
      proposed: pull?.headSha,
      body: pull?.body,
      state: await readEndState(lab),
      outputs: accepted.steps.map(({ run }) => run.outputs),
      receipts: [await receiptOf(lab, accepted), await receiptOf(lab, refused)],
    })
  } finally {
    await lab.close()
  }
}

const stepIds: Record<string, string> = {
  'validate-payload': 'validate',
  'update-config': 'update',
  'open-pr': 'pull-request',
  'check-deployment': 'check',
  'auto-merge': 'merge',
}

/** The receipt of a run that ends after these steps; a merged one ends here because nothing releases it. */
async function receiptOf(lab: ChangeLab, { steps }: ChangeHalf): Promise<string> {
  const records = steps.map(({ action, run }) => {
    const result = run.exitCode === 0 ? 'success' : 'failure'
    return [stepIds[action], { outcome: result, conclusion: result, outputs: run.outputs }]
  })
  const artifact = { outcome: 'failure', conclusion: 'failure', outputs: {} }
  const inputs = { steps: JSON.stringify({ ...Object.fromEntries(records), artifact }), upload: 'never' }
  const { outputs, log } = await lab.run('report-deployment', inputs, undefined, { env: clockAt(now) })
  expect(outputs.receipt, log).toBeTruthy()
  return readFile(outputs.receipt ?? '', 'utf8')
}

/** Ports and folders are the machine's; everything else must be the same. */
function inOneHost<T>(lab: ChangeLab, value: T): T {
  const text = JSON.stringify(value)
    .replaceAll(lab.github.url, 'https://github.test')
    .replaceAll(/"snapshot":"[^"]*"/g, '"snapshot":""')
    .replaceAll(/"seconds":"[\d.]*"/g, '"seconds":""')
  return JSON.parse(text)
}

it('R18: two labs make the same commits, the same pull request and the same receipts of the same requests, byte for byte', async () => {
  const [first, second] = [await play(), await play()]
  expect(first.commits[0]?.sha).toMatch(/^[0-9a-f]{40}$/)
  expect(first.body).toContain('### Changes')
  expect(JSON.parse(first.receipts[1] ?? '')).toMatchObject({ outcome: 'rejected', reasons: [{ code: 'ref-not-allowed' }] })
  expect(second).toEqual(first)
})
