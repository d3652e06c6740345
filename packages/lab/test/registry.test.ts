import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Registry, startRegistry } from '../src/registry/registry.ts'
import { provideSeed } from '../src/registry/seed.ts'
import { libraryRoot } from '../src/runner/tools.ts'
import { publishPackage, sampleBuild } from '../src/scenario/npm-package.ts'

const directory = mkdtempSync(join(tmpdir(), 'lab-registry-'))
let registry: Registry

beforeAll(async () => {
  const seed = await provideSeed([join(libraryRoot, 'examples/cart/package-lock.json')], join(libraryRoot, '.tools/registry-seed'))
  registry = await startRegistry({ directory, scopes: ['@acme'], seed })
})
afterAll(async () => {
  await registry.close()
  rmSync(directory, { recursive: true, force: true })
})

function ask(path: string, token?: string, init: RequestInit = {}): Promise<Response> {
  return fetch(registry.url + path, {
    ...init,
    headers: { 'content-type': 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
  })
}

describe("the lab's npm registry", () => {
  it('holds what the examples build with, unchanged, for everybody', async () => {
    const packument = await registry.packument('esbuild')
    const { version } = JSON.parse(await (await ask('esbuild/latest')).text()) as { version: string }
    expect(Object.keys(packument?.versions ?? {})).toEqual([version])
    expect((await ask(`esbuild/-/esbuild-${version}.tgz`)).status).toBe(200)
  })

  it('shows the packages of a scope only to those who hold a token, and takes them only from the publisher', async () => {
    await publishPackage(registry, join(directory, 'packages'), {
      name: '@acme/cart',
      version: '1.0.0',
      files: sampleBuild('cart', '1.0.0'),
    })
    expect((await ask('@acme%2fcart')).status).toBe(401)
    expect((await ask('@acme%2fcart', registry.readToken)).status).toBe(200)
    expect((await ask('@acme%2fcart', registry.readToken, { method: 'PUT', body: '{"name":"@acme/cart","versions":{}}' })).status).toBe(403)
  })

  it('asks no other registry for what it does not have', async () => {
    expect(await registry.packument('left-pad')).toBeNull()
    expect(await registry.packument('@acme/none')).toBeNull()
  })
})
