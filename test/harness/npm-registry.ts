import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface RegistryStub {
  readonly url: string
  /** Makes a version known; answers its integrity. */
  publish(name: string, version: string, bytes?: Uint8Array): string
  readonly requests: string[]
  close(): Promise<void>
}

/** A registry that knows packuments and tarballs, for tests in which no package is published for real. */
export async function startRegistryStub(): Promise<RegistryStub> {
  const packages = new Map<string, Map<string, PublishedVersion>>()
  const requests: string[] = []
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '')
    requests.push(path)
    const [name = '', file] = path.slice(1).split('/-/')
    const versions = packages.get(name)
    const send = (status: number, body: string | Uint8Array) => response.writeHead(status, { 'content-type': 'application/json' }).end(body)
    if (!versions) return send(404, '{"error":"not found"}')
    if (file === undefined) return send(200, JSON.stringify(packument(name, versions, `http://${request.headers.host}`)))
    const published = versions.get(file.replace(/^.*?-(\d.*)\.tgz$/, '$1'))
    return published ? send(200, published.bytes) : send(404, '{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    requests,
    publish: (name, version, bytes = Buffer.from(`${name}@${version}`)) => {
      const integrity = integrityOf(bytes)
      packages.set(name, (packages.get(name) ?? new Map()).set(version, { bytes, integrity }))
      return integrity
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

interface PublishedVersion {
  readonly bytes: Uint8Array
  readonly integrity: string
}

function packument(name: string, versions: ReadonlyMap<string, PublishedVersion>, origin: string) {
  const entries = [...versions].map(([version, { integrity }]) => [
    version,
    { name, version, dist: { integrity, tarball: `${origin}/${name}/-/${name.split('/').at(-1)}-${version}.tgz` } },
  ])
  return { name, 'dist-tags': { latest: [...versions.keys()].at(-1) }, versions: Object.fromEntries(entries) }
}

function integrityOf(bytes: Uint8Array): string {
  return `sha512-${createHash('sha512').update(bytes).digest('base64')}`
}
