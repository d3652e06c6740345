import { createHash } from 'node:crypto'
import { stringify } from 'yaml'
import { buildManifest, fileOf, serializeManifest } from '../../../packages/artifact/src/index.ts'
import { type LiveRow, MANIFEST_NAME, type PortDescriptor, type Target, versionPrefix } from '../../../packages/targets/src/index.ts'

export const newVersion = '1.1.0'
export const keys = ['/cart/index.js', '#cart']

/** A build with an entry, the chunk that it loads and a style sheet that is worth compressing. */
export function sourceFiles(version: string): Record<string, string> {
  return {
    'dist/index.js': `import './chunk-ABCD2345.js'\nexport const version = '${version}'\n`,
    'dist/chunk-ABCD2345.js': `document.title = 'cart ${version}'\n`,
    'dist/cart.css': `/* ${version} */\n${'.cart { color: rebeccapurple }\n'.repeat(80)}`,
  }
}

export function gitopsConfig(environment: string, target: PortDescriptor): string {
  const environments = { [environment]: { target: 'here', url: `https://${environment}.test` } }
  return stringify({ schema: 1, environments, targets: { here: target } })
}

export function desiredState(version: string, generation: number, integrity: string): string {
  return stringify({
    mfe: 'cart',
    version,
    generation,
    artifact: { source: 'npm', name: '@acme/cart', integrity },
    source: { repository: 'acme/cart', ref: 'refs/heads/main', sha: 'b'.repeat(40) },
    cacheInvalidationKeys: keys,
    request: { id: 'a'.repeat(64), user: 'octocat', timestamp: '2026-11-22T21:38:18.123Z', type: 'deploy-mfe-trigger' },
  })
}

/** Puts a version where a release of it would, and makes it live as generation 1. */
export async function seedVersion({ store, table }: Target, environment: string, version: string): Promise<void> {
  const text = new TextEncoder()
  const files = new Map(Object.entries(sourceFiles(version)).map(([path, source]) => [path.replace('dist/', ''), text.encode(source)]))
  const described = new Map([...files].map(([path, body]) => [path, fileOf(body)]))
  const manifest = buildManifest({ mfe: 'cart', version, integrity: `sha512-${version}`, entry: 'index.js', files: described })
  const prefix = versionPrefix('cart', version)
  for (const [path, body] of [...files, [MANIFEST_NAME, serializeManifest(manifest)] as const]) {
    const { contentType = 'application/json', cacheControl = 'no-cache' } = manifest.files[path] ?? {}
    const sha256 = createHash('sha256').update(body).digest('hex')
    await store.putIfAbsent(`${prefix}/${path}`, body, { contentType, cacheControl, sha256 })
  }
  const row = { environment, mfe: 'cart', version, generation: 1, requestId: '0'.repeat(64), integrity: manifest.integrity }
  const live: LiveRow = { ...row, prefix, entry: 'index.js', entryIntegrity: null, activatedAt: '2026-11-22T10:00:00.000Z' }
  await table.activate(live)
}
