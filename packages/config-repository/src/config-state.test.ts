import { describe, expect, it } from 'vitest'
import { readConfigState } from './config-state.ts'
import type { ConfigTree } from './config-tree.ts'

/** A tree of these files; it says which folders were read. */
function treeOf(files: Readonly<Record<string, string>>): ConfigTree & { readonly read: string[] } {
  const read: string[] = []
  const entriesOf = (folder: string) => {
    const below = Object.entries(files).flatMap(([path, text]) => {
      const rest = folder === '' ? path : path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : null
      return rest === null
        ? []
        : [{ name: rest.split('/')[0] ?? '', kind: rest.includes('/') ? ('folder' as const) : ('file' as const), text: () => text }]
    })
    return below.filter((entry, at) => below.findIndex(({ name }) => name === entry.name) === at)
  }
  return {
    commit: 'a'.repeat(40),
    read,
    list: async (folders) => {
      read.push(...folders)
      return new Map(folders.map((folder) => [folder, entriesOf(folder)]))
    },
  }
}

const integrity = `sha512-${Buffer.alloc(64, 7).toString('base64')}`
const state = (mfe: string, version: string) => `mfe: ${mfe}
version: ${version}
generation: 1
artifact: { source: npm, name: '@acme/${mfe}', integrity: '${integrity}' }
source: { repository: acme/${mfe}, ref: refs/heads/main, sha: ${'b'.repeat(40)} }
cacheInvalidationKeys: []
request: { id: ${'c'.repeat(64)}, user: octocat, timestamp: 2026-11-22T21:38:18.123Z, type: deploy-mfe-trigger }
`
const indented = (text: string) => text.replace(/^(?=.)/gm, '    ')
const gitops = (layout = '') => `schema: 1
environments:
  staging: { target: local, url: 'https://staging.example.com' }
  production: { target: local, url: 'https://www.example.com' }
targets: { local: { provider: local } }
${layout}`

async function read(tree: ConfigTree) {
  const found = await readConfigState(tree)
  if (!found.ok) return found.reasons.map(({ code, file }) => [code, file])
  const { registered, desired } = found.value
  return {
    registered: [...registered],
    desired: desired.map((one) => `${one.environment} ${one.mfe} ${one.desired.version} in ${one.file}`),
  }
}

describe('reading all that the config repository wants', () => {
  it('finds registrations and desired states of the default layout, and reads no other folder', async () => {
    const tree = treeOf({
      'gitops.yaml': gitops(),
      'mfes/cart.yaml': 'of no importance here',
      'mfes/README.md': '',
      'environments/staging/cart.yaml': state('cart', '1.4.0'),
      'environments/staging/README.md': '',
      'environments/production/cart.yaml': state('cart', '1.3.0'),
      'environments/unknown/cart.yaml': state('cart', '1.2.0'),
      'docs/deep/cart.yaml': '',
    })
    expect(await read(tree)).toEqual({
      registered: ['cart'],
      desired: ['staging cart 1.4.0 in environments/staging/cart.yaml', 'production cart 1.3.0 in environments/production/cart.yaml'],
    })
    expect([...new Set(tree.read)].sort()).toEqual([
      '',
      'environments',
      'environments/production',
      'environments/staging',
      'environments/unknown',
      'mfes',
    ])
  })

  it.each<[string, string, Record<string, string>, string]>([
    [
      'the micro-frontend as a folder',
      'desiredState: { path: "apps/{mfe}/{environment}.yaml" }',
      { 'apps/cart/staging.yaml': state('cart', '1.4.0') },
      'apps/cart/staging.yaml',
    ],
    [
      'both in one name',
      'desiredState: { path: "state/{environment}.{mfe}.yaml" }',
      { 'state/staging.cart.yaml': state('cart', '1.4.0') },
      'state/staging.cart.yaml',
    ],
    [
      'a file for each environment',
      'desiredState: { path: "{environment}.yaml", key: [mfes, "{mfe}"] }',
      { 'staging.yaml': `mfes:\n  cart:\n${indented(state('cart', '1.4.0'))}` },
      'staging.yaml',
    ],
    [
      'one file for all',
      'desiredState: { path: live.yaml, key: ["{environment}", "{mfe}"] }',
      { 'live.yaml': `staging:\n  cart:\n${indented(state('cart', '1.4.0'))}` },
      'live.yaml',
    ],
  ])('finds them in a layout with %s', async (_, layout, files, file) => {
    expect(await read(treeOf({ 'gitops.yaml': gitops(layout), ...files }))).toEqual({
      registered: [],
      desired: [`staging cart 1.4.0 in ${file}`],
    })
  })

  it('refuses the whole when one file cannot be read, and says which', async () => {
    const files = { 'environments/staging/cart.yaml': state('cart', '1.4.0'), 'environments/staging/search.yaml': 'mfe: search\n' }
    expect(await read(treeOf({ 'gitops.yaml': gitops(), ...files }))).toContainEqual([
      'desired-state-invalid',
      'environments/staging/search.yaml',
    ])
    expect(await read(treeOf({}))).toEqual([['config-missing', undefined]])
    expect(await read(treeOf({ 'gitops.yaml': 'schema: 2' }))).toContainEqual(['config-invalid', 'gitops.yaml'])
  })
})
