import type { Receipt } from '@mfe-gitops/contract'
import { expect, it } from 'vitest'
import { weighReceipt } from './receipt-finding.ts'

const requestId = 'a'.repeat(64)
const run = { id: 7, attempt: 2, title: '', event: '', status: 'completed', conclusion: 'success', createdAt: 0, url: '' }
const claim = { run, repository: 'acme/gitops-config', requestId }
const receipt: Receipt = {
  schema: 1,
  outcome: 'deployed',
  reasons: [],
  requestId,
  request: null,
  proof: null,
  pullRequest: null,
  mergeCommit: null,
  generation: null,
  version: { requested: null, live: null, previous: null },
  artifact: null,
  url: null,
  changes: [],
  stages: [],
  run: { repository: 'acme/gitops-config', id: 7, attempt: 2, url: 'https://github.com/acme/gitops-config/actions/runs/7' },
  purge: null,
}

it.each<[string, Partial<Receipt>, string]>([
  ['our request in this attempt', {}, 'ours'],
  ['our request in a repository written in other case', { run: { ...receipt.run, repository: 'Acme/GitOps-Config' } }, 'ours'],
  ['our request in a later attempt than we saw', { run: { ...receipt.run, attempt: 3 } }, 'ours'],
  ['our request in an earlier attempt', { run: { ...receipt.run, attempt: 1 } }, 'missing'],
  ['another run', { run: { ...receipt.run, id: 8 } }, 'missing'],
  ['a run of another repository', { run: { ...receipt.run, repository: 'evil/gitops-config' } }, 'missing'],
  ['another request', { requestId: 'b'.repeat(64) }, 'other'],
  ['a request that could not be read', { requestId: null, outcome: 'rejected' }, 'nameless'],
  ['a good end of a request without a name', { requestId: null }, 'other'],
])('a receipt of %s', (_, change, kind) => {
  expect(weighReceipt({ ...receipt, ...change }, claim).kind).toBe(kind)
})
