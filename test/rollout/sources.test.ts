import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { type Registry, startRegistry } from '../../packages/artifact/test/registry.ts'
import { tar } from '../../packages/artifact/test/tarball.ts'
import { zip } from '../../packages/artifact/test/zip.ts'
import { openTarget } from '../../packages/targets/src/index.ts'
import { ended, merge, open, succeeded, update } from '../harness/change-steps.ts'
import { type ChangeLab, configRepository, nameTargetFolder, startChangeLab } from '../harness/config-repository.ts'

const token = 'secret-of-the-host'
let lab: ChangeLab
let host: Registry
let directory: string
beforeAll(async () => {
  lab = await startChangeLab()
  host = await startRegistry()
  directory = await nameTargetFolder(lab)
})
afterAll(() => Promise.all([lab?.close(), host?.close()]))

const commit = (files: Record<string, string>) => lab.github.commitFiles(configRepository, { message: 'Configure', files })

async function register(artifact: object): Promise<void> {
  const file = 'mfes/cart.yaml'
  const text = (await lab.github.readFile(configRepository, 'main', file)) ?? ''
  await commit({ [file]: text.replace(/artifact:(?:.*\n(?: .*\n)*)/, `artifact: ${JSON.stringify({ entry: 'index.js', ...artifact })}\n`) })
}

/** From a request to the files in the store, with the shipped bundles. */
async function rollOut(version: string) {
  const access = { registry: host.url, 'registry-token': token }
  const request = lab.request({ version })
  const updated = succeeded(await update(lab, request, access))
  const opened = succeeded(await open(lab, request, updated))
  const proposal = { request: JSON.stringify(request), updated, opened }
  const change = { base: updated['base-commit'] ?? '', head: updated.commit ?? '', 'pull-request': opened.number ?? '' }
  succeeded(await lab.run('check-deployment', { ...change, requests: proposal.request, ...access }))
  const merged = succeeded(await merge(lab, proposal))
  const desired = parse((await lab.github.readFile(configRepository, 'main', 'environments/staging/cart.yaml')) ?? '')
  return {
    desired,
    deploy: () => lab.run('deploy-artifact', { commit: merged['merge-commit'] ?? '', environment: 'staging', mfe: 'cart', ...access }),
  }
}

async function storedFiles(version: string): Promise<string[]> {
  const target = await openTarget({ provider: 'local', directory }, {})
  const listed = await target.store.list(`cart/${version}/`).finally(() => target.close())
  return listed.map(({ key }) => key.slice(`cart/${version}/`.length))
}

describe('an artifact from', () => {
  it('a zip by HTTPS: its digest is read once, and written into the desired state', async () => {
    const bytes = await zip({ 'dist/index.js': `import './lazy.js'\n`, 'dist/lazy.js': 'x', 'dist/.env': 'SECRET=1' })
    const sha256 = createHash('sha256').update(bytes)
    host.answers.set('/generic/cart-2.0.0.zip', { body: bytes })
    host.answers.set('/generic/cart-2.0.0.zip.sha256', { body: `${sha256.copy().digest('hex')}  cart-2.0.0.zip\n` })
    const name = `${host.url}generic/cart-{version}.zip`
    await register({ source: 'tarball', name, directory: 'dist', digest: { url: `${name}.sha256` } })
    const { desired, deploy } = await rollOut('2.0.0')
    expect(desired.artifact).toEqual({ source: 'tarball', name, integrity: `sha256-${sha256.digest('base64')}` })
    expect(host.seen.filter(({ url }) => url.endsWith('.zip'))).toEqual([])
    expect(succeeded(await deploy())).toMatchObject({ uploaded: '2', integrity: desired.artifact.integrity })
    expect(await storedFiles('2.0.0')).toEqual(['index.js', 'lazy.js', 'mfe-manifest.json'])
    expect(new Set(host.seen.map(({ authorization }) => authorization))).toEqual(new Set([`Bearer ${token}`]))
  })

  it('an OCI registry: the tag may move, what was accepted is deployed', async () => {
    const push = async (tag: string, body: string) => {
      const layer = gzipSync(await tar([{ name: 'index.js', body }]))
      const digest = `sha256:${createHash('sha256').update(layer).digest('hex')}`
      const described = { mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip', digest, size: layer.byteLength }
      const manifest = Buffer.from(JSON.stringify({ schemaVersion: 2, layers: [described] }))
      host.answers.set(`/v2/mfe/cart/blobs/${digest}`, { body: layer })
      for (const name of [tag, `sha256:${createHash('sha256').update(manifest).digest('hex')}`])
        host.answers.set(`/v2/mfe/cart/manifests/${name}`, { body: manifest })
    }
    await push('v3.0.0', 'accepted')
    await register({ source: 'oci', name: `127.0.0.1:${host.port}/mfe/cart:v{version}` })
    const { desired, deploy } = await rollOut('3.0.0')
    expect(desired.artifact.integrity).toMatch(/^sha256-/)
    await push('v3.0.0', 'evil')
    expect(succeeded(await deploy())).toMatchObject({ uploaded: '1' })
    const target = await openTarget({ provider: 'local', directory }, {})
    const { body } = (await target.store.read('cart/3.0.0/index.js').finally(() => target.close()))!
    expect(Buffer.from(body).toString()).toBe('accepted')
  })
})

describe('nothing is uploaded', () => {
  it('release case 9: of an artifact that refers to files that it does not hold', async () => {
    host.answers.set('/generic/cart-4.0.0.zip', { body: await zip({ 'index.js': `import './gone.js'\n` }) })
    await register({ source: 'tarball', name: `${host.url}generic/cart-{version}.zip` })
    const { deploy } = await rollOut('4.0.0')
    const run = ended(await deploy(), 'failed', 'artifact-incomplete')
    expect(run.log).toContain('"index.js" refers to "./gone.js"')
    expect(await storedFiles('4.0.0')).toEqual([])
  })

  it('of an artifact that has names which the store keeps for itself', async () => {
    const bytes = await zip({ 'index.js': 'x', 'mfe-pruning/a.js': 'x' })
    host.answers.set('/generic/cart-4.1.0.zip', { body: bytes })
    const { deploy } = await rollOut('4.1.0')
    expect(ended(await deploy(), 'failed', 'artifact-invalid').log).toContain('The artifact has "mfe-pruning/a.js"')
    expect(await storedFiles('4.1.0')).toEqual([])
  })

  it('release case 5: of an archive that holds a link', async () => {
    const bytes = gzipSync(
      await tar([
        { name: 'index.js', body: 'x' },
        { name: 'passwd', type: 'symlink', linkname: '/etc/passwd' },
      ]),
    )
    host.answers.set('/generic/cart-5.0.0.zip', { body: bytes })
    const { deploy } = await rollOut('5.0.0')
    expect(ended(await deploy(), 'failed', 'artifact-invalid').log).toContain('"passwd" is a link')
    expect(await storedFiles('5.0.0')).toEqual([])
  })
})
