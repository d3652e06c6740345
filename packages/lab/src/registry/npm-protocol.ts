import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Packument } from './registry.ts'
import type { SeedPackage } from './seed.ts'

/** Publishes a tarball as it is. Done here and not by `npm publish`, which takes a second to start for each package of each lab. */
export async function publishTarball(url: string, token: string, { manifest, file }: SeedPackage): Promise<void> {
  const bytes = await readFile(file)
  const { name, version } = manifest
  const tarball = `${name.replace(/^.*\//, '')}-${version}.tgz`
  const dist = {
    integrity: `sha512-${createHash('sha512').update(bytes).digest('base64')}`,
    shasum: createHash('sha1').update(bytes).digest('hex'),
    tarball: `${url}${name}/-/${tarball}`,
  }
  const body = {
    _id: name,
    name,
    'dist-tags': { latest: version },
    versions: { [version]: { ...manifest, _id: `${name}@${version}`, dist } },
    _attachments: { [tarball]: { content_type: 'application/octet-stream', data: bytes.toString('base64'), length: bytes.length } },
  }
  const response = await fetch(url + name.replace('/', '%2f'), {
    method: 'PUT',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`The npm registry refused ${name}@${version}: ${response.status} ${await response.text()}`)
}

export async function readPackument(url: string, token: string, name: string): Promise<Packument | null> {
  const response = await fetch(url + name.replace('/', '%2f'), { headers: { authorization: `Bearer ${token}` } })
  if (response.status === 404) return null
  if (!response.ok) throw new Error(`The npm registry answered ${response.status} for ${name}.`)
  return (await response.json()) as Packument
}
