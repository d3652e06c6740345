import assert from 'node:assert/strict'
import type { Lab } from '../src/scenario/lab.ts'
import type { Organization, RequestFields, SendOptions } from '../src/scenario/organization.ts'
import { defineScenario } from '../src/scenario/scenario.ts'

/** One request that must not pass, with every reason that it must be given. */
interface Rejection {
  readonly codes: readonly string[]
  readonly fields?: RequestFields
  readonly send?: SendOptions
  /** Files of the config repository that are different for this request; null takes one away. */
  readonly files?: (files: ConfigFiles, acme: Organization) => Record<string, string | null>
  /** Default `rejected`. */
  readonly outcome?: string
}

interface ConfigFiles {
  readonly gitops: string
  readonly cart: string
}

/** Wrong in itself: the config repository is as it should be. */
const wrongRequests: readonly Rejection[] = [
  { codes: ['payload-not-json'], send: { transport: 'workflow_dispatch', text: 'deploy the cart, please' } },
  { codes: ['payload-too-large'], fields: { mfe: [[[[[[[[['cart']]]]]]]]] } },
  { codes: ['field-missing'], fields: { version: undefined } },
  { codes: ['field-missing', 'field-unknown'], fields: { version: undefined, tag: 'latest' } as RequestFields },
  { codes: ['field-invalid'], fields: { version: 'latest' } },
  { codes: ['field-invalid'], fields: { mfe: '../cart' } },
  { codes: ['type-mismatch'], send: { eventType: 'rollback-mfe-trigger' } },
  { codes: ['keys-invalid'], fields: { cache_invalidation_keys: 'cart/*' } },
  { codes: ['registration-missing'], fields: { mfe: 'checkout', repository: 'acme/cart' } },
  { codes: ['environment-unknown', 'environment-not-allowed'], fields: { environment: 'qa' } },
  { codes: ['repository-mismatch'], fields: { repository: 'acme/search' } },
  { codes: ['ref-not-allowed'], fields: { ref: 'refs/heads/feature' } },
  { codes: ['version-kind-not-allowed'], fields: { version: 'a'.repeat(40) } },
  { codes: ['nothing-to-roll-back'], fields: { type: 'rollback-mfe-trigger', environment: 'production' } },
  { codes: ['rollback-not-older'], fields: { type: 'rollback-mfe-trigger', version: '1.2.0' } },
  { codes: ['older-version'], fields: { version: '1.0.0' }, outcome: 'superseded' },
]

/** Right in itself, but the config repository does not allow it. */
const refusedByConfig: readonly Rejection[] = [
  { codes: ['config-missing'], files: () => ({ 'gitops.yaml': null }) },
  { codes: ['config-invalid'], files: () => ({ 'gitops.yaml': 'schema: 99\n' }) },
  { codes: ['registration-invalid'], files: () => ({ 'mfes/cart.yaml': 'schema: 1\nmfe: cart\n' }) },
  { codes: ['environment-not-allowed'], files: ({ cart }) => ({ 'mfes/cart.yaml': cart.replace(/^ {2}staging:\n.*\n/m, '') }) },
  {
    codes: ['repository-id-mismatch'],
    files: ({ cart }) => ({ 'mfes/cart.yaml': cart.replace(/^repositoryId: \d+/m, 'repositoryId: 1') }),
  },
  { codes: ['sender-not-allowed'], files: ({ gitops }) => ({ 'gitops.yaml': `${gitops}\nsenders: { users: [1] }\n` }) },
  {
    codes: ['transport-not-allowed'],
    files: ({ gitops }) => ({ 'gitops.yaml': gitops.replace(/^transports: .*$/m, 'transports: [workflow_dispatch]') }),
  },
  {
    codes: ['environment-frozen'],
    files: ({ gitops }) => ({ 'gitops.yaml': gitops.replace(/^ {2}staging:\n/m, '  staging:\n    frozen: { reason: Audit }\n') }),
  },
  {
    codes: ['mfe-frozen'],
    files: ({ cart }) => ({ 'mfes/cart.yaml': cart.replace(/^ {2}staging:\n/m, '  staging:\n    frozen: { reason: Audit }\n') }),
  },
  {
    codes: ['proof-too-low'],
    files: ({ gitops }) => ({ 'gitops.yaml': gitops.replace(/^ {2}staging:\n/m, '  staging:\n    proof: attested\n') }),
  },
  {
    codes: ['older-commit'],
    files: ({ gitops }) => ({ 'gitops.yaml': orderBy('ancestry', gitops) }),
    fields: { sha: 'FIRST' },
    outcome: 'superseded',
  },
  { codes: ['ancestry-unknown'], files: ({ gitops }) => ({ 'gitops.yaml': orderBy('ancestry', gitops) }), fields: { sha: '1'.repeat(40) } },
  {
    codes: ['version-not-comparable'],
    files: ({ cart }) => ({ 'mfes/cart.yaml': cart.replace(/^refs:/m, 'versions: any\nrefs:') }),
    fields: { version: 'b'.repeat(40) },
  },
]

const ci = '.github/workflows/micro-frontend-ci.yml'

export default defineScenario({
  name: 'rejections',
  summary: 'Every reason for which a request is rejected or superseded, each with its code and a remedy.',
  async run(lab) {
    const acme = await lab.organization({ privateApps: false, appFiles: ({ [ci]: _ci, ...files }) => files })
    const firstCommit = await lab.github.branchHead(acme.repository('cart'), 'main')
    await lab.github.commitFiles(acme.repository('cart'), { message: 'Second commit', files: { 'CHANGELOG.md': 'x' } })
    await acme.publish('cart', '1.1.0')
    assert.equal((await acme.send({ version: '1.1.0' })).outcome, 'deployed')

    lab.note('Requests that are wrong in themselves')
    await inPairs(wrongRequests, (rejection) => check(acme, rejection))

    lab.note('Requests that the config repository does not allow')
    const files: ConfigFiles = { gitops: await read(lab, acme, 'gitops.yaml'), cart: await read(lab, acme, 'mfes/cart.yaml') }
    for (const rejection of refusedByConfig) {
      await lab.github.commitFiles(acme.config, { message: rejection.codes.join(', '), files: rejection.files?.(files, acme) ?? {} })
      const fields = rejection.fields?.sha === 'FIRST' ? { ...rejection.fields, sha: firstCommit } : rejection.fields
      await check(acme, { ...rejection, fields: { version: '1.1.1', ...fields } })
      await lab.github.commitFiles(acme.config, {
        message: 'As it was',
        files: { 'gitops.yaml': files.gitops, 'mfes/cart.yaml': files.cart },
      })
    }
    assert.equal(lab.github.pullRequests(acme.config).length, 1, 'no rejected request made a pull request')
  },
})

async function check(acme: Organization, { codes, fields = {}, send, outcome = 'rejected' }: Rejection): Promise<void> {
  const deployment = await acme.send({ version: '1.2.0', ...fields }, send)
  const seen = [...new Set(deployment.reasons.map(({ code }) => code))]
  assert.deepEqual(seen.sort(), [...codes].sort(), `reasons of ${JSON.stringify(deployment.request)}`)
  assert.equal(deployment.outcome, outcome)
  assert.equal(deployment.runs[0]?.conclusion, 'failure')
  for (const { message } of deployment.reasons) assert.match(message, /\.$/, 'a reason is a sentence')
}

async function read(lab: Lab, acme: Organization, path: string): Promise<string> {
  return (await lab.github.readFile(acme.config, 'main', path)) ?? ''
}

function orderBy(ordering: string, gitops: string): string {
  return gitops.replace('ordering: version', `ordering: ${ordering}`)
}

/** Two at a time: the machine may have two cores. */
async function inPairs<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  for (let index = 0; index < items.length; index += 2) await Promise.all(items.slice(index, index + 2).map(work))
}
