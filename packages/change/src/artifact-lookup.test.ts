import { createHash } from 'node:crypto'
import type { DeploymentRequest } from '@mfe-gitops/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { packument, type Registry as Server, startRegistry } from '../../artifact/test/registry.ts'
import { type Sigstore, startSigstore } from '../../artifact/test/sigstore.ts'
import { sha512 } from '../../artifact/test/tarball.ts'
import { config, registration, request } from '../../contract/test/examples.ts'
import { foldOn } from './base-fold.ts'
import { changeOutputs } from './outputs.ts'

const bytes = Buffer.from('package')
const workflow = '.github/workflows/micro-frontend-ci.yml'
const attestations = '/-/npm/v1/attestations/@acme/cart@1.4.0'

let server: Server
let sigstore: Sigstore
beforeAll(async () => {
  ;[server, sigstore] = await Promise.all([startRegistry(), startSigstore()])
  const dist = { tarball: `${server.url}cart.tgz`, integrity: sha512(bytes), attestations: { url: server.url.slice(0, -1) + attestations } }
  server.answers.set('/@acme/cart', { body: packument('@acme/cart', '1.4.0', dist) })
  const subject = [{ name: 'pkg:npm/%40acme/cart@1.4.0', digest: { sha512: createHash('sha512').update(bytes).digest('hex') } }]
  const statement = { _type: 'https://in-toto.io/Statement/v1', subject, predicateType: 'https://slsa.dev/provenance/v1', predicate: {} }
  const bundle = await sigstore.sign(statement, {
    iss: 'https://token.actions.githubusercontent.com',
    sub: `https://github.com/acme/cart/${workflow}@refs/heads/main`,
    workflow_ref: `acme/cart/${workflow}@refs/heads/main`,
    repository_id: String(registration.repositoryId),
    sha: request.sha,
    ref: request.ref,
    runner_environment: 'github-hosted',
  })
  server.answers.set(attestations, { body: { attestations: [{ predicateType: statement.predicateType, bundle }] } })
})
afterAll(() => Promise.all([server.close(), sigstore.close()]))

function fold(asked: DeploymentRequest, level: 'require' | null) {
  const artifact = { ...registration.artifact, ...(level === null ? {} : { provenance: { level, workflow } }) }
  const files = { 'gitops.yaml': config, 'mfes/cart.yaml': { ...registration, artifact } }
  const nowhere = { repositoryId: '', nameWithOwner: '', defaultBranch: null, commit: '', sourceRepositoryId: null, carriedBy: null }
  const texts = Object.fromEntries(Object.entries(files).map(([path, value]) => [path, JSON.stringify(value)]))
  const base = { ...nowhere, files: { ...texts, 'environments/staging/cart.yaml': null } }
  const sourcePorts = { sleep: async () => {}, readTrustRoot: async (directory: string) => sigstore.writeTrustRoot(directory) }
  return foldOn(base, { github: null, requests: [asked], registry: { registry: server.url, registryToken: undefined, sourcePorts } })
}

describe('release case 4: a request for a package with provenance', () => {
  it('is carried, and called attested, when it names the commit that the package was built from', async () => {
    expect(changeOutputs(await fold(request, 'require'))).toMatchObject({ integrity: sha512(bytes), proof: 'attested' })
  })

  it('is called attested only where the registration asks for the proof', async () => {
    expect(changeOutputs(await fold(request, null))).toMatchObject({ integrity: sha512(bytes), proof: undefined })
  })

  it('is dropped with the reason when it names another commit', async () => {
    const { carried, dropped } = await fold({ ...request, sha: 'f'.repeat(40) }, 'require')
    expect([carried, dropped.map(({ reasons }) => reasons[0]?.code)]).toEqual([[], ['provenance-refused']])
  })

  it('names the commit of who asks when it rolls back, and is not held to it', async () => {
    const { carried, isAttested } = await fold({ ...request, type: 'rollback-mfe-trigger', sha: 'f'.repeat(40) }, 'require')
    expect([carried.length, isAttested]).toEqual([1, true])
  })
})
