import { createHash } from 'node:crypto'
import { showValue } from '@mfe-gitops/contract'
import { ArtifactError } from './artifact-error.ts'
import { asBytes, type Credentials, type Download, download, fileName, shownUrl } from './download.ts'
import { againWhenOther, verified } from './integrity.ts'
import { findReleaseAsset, locateReleaseAsset } from './release-asset.ts'
import type { FetchPorts, SourcePorts } from './retry.ts'
import type { KeptBytes } from './spool.ts'

/** An archive by HTTPS: Artifactory generic, a GitHub release asset, any file server. Templates hold `{version}`. */
export interface TarballArchive {
  url: string
  version: string
  /** Where its digest is published; without it the archive is downloaded once to compute it. */
  digest?: { url?: string | undefined; header?: string | undefined } | undefined
  credentials?: Credentials | undefined
  /** Where the credentials belong to; the API of a GitHub for private release assets. */
  registry?: string | undefined
}

const HEX_ALGORITHMS: Readonly<Record<number, string>> = { 64: 'sha256', 96: 'sha384', 128: 'sha512' }
const CHECKSUM_FILE_LIMIT = 1024 * 1024

/** Finds the digest of a version: published, or computed from the bytes that are there now. */
export async function resolveTarball(archive: TarballArchive, ports: SourcePorts): Promise<{ integrity: string; address: string }> {
  const address = fill(archive.url, archive.version)
  const { digest } = archive
  if (digest?.url !== undefined) {
    const source = fill(digest.url, archive.version)
    const bytes = await download({ ...(await locate(source, archive, ports)), maxBytes: CHECKSUM_FILE_LIMIT }, ports, asBytes)
    return { integrity: readChecksumFile(Buffer.from(bytes).toString('utf8'), fileName(new URL(address)), source), address }
  }
  const integrity = await download(await locate(address, archive, ports), ports, async (body, headers) =>
    digest?.header === undefined ? sha512Of(body) : checkedDigest(body, headers.get(digest.header), { address, header: digest.header }),
  )
  return { integrity, address }
}

/** Downloads a version, once more when its bytes are not those of the digest, and gives it only when they are. */
export async function fetchTarball(archive: TarballArchive & { integrity: string }, ports: FetchPorts): Promise<KeptBytes> {
  const { integrity } = archive
  const url = fill(archive.url, archive.version)
  const place = await locate(url, archive, ports)
  const once = () => download(place, ports, (body) => ports.spool.keep(verified(body, integrity, withoutQuery(url))))
  return againWhenOther(once)
}

/** Where a file is to be had with the credentials of the archive. */
async function locate(url: string, { credentials, registry }: TarballArchive, ports: SourcePorts): Promise<Download> {
  const asset = findReleaseAsset(url, registry)
  if (asset === null) return { url, credentials }
  return { url: await locateReleaseAsset(asset, credentials, ports), credentials, accept: 'application/octet-stream' }
}

async function sha512Of(body: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha512')
  for await (const chunk of body) hash.update(chunk)
  return `sha512-${hash.digest('base64')}`
}

/** The digest that an answer names in a header, when its body has it. */
async function checkedDigest(
  body: AsyncIterable<Uint8Array>,
  value: string | null,
  { address, header }: { address: string; header: string },
): Promise<string> {
  const integrity = fromHex(value ?? '')
  if (integrity === null) throw missingDigest(`The answer of ${shownUrl(address)} has no digest in its header ${showValue(header)}`)
  for await (const _ of verified(body, integrity, withoutQuery(address)));
  return integrity
}

/** The digest of a file from what sha256sum and its like write: the digest alone, or lines of digest and name. */
export function readChecksumFile(text: string, name: string, source: string): string {
  const lines = text.split(/\r?\n/).flatMap((line) => {
    const [, hex = '', file = ''] = /^\\?([0-9A-Fa-f]{64,128})(?:\s+[ *]?(.*\S))?\s*$/.exec(line) ?? []
    const integrity = fromHex(hex)
    return integrity === null ? [] : [{ integrity, file: file.slice(file.lastIndexOf('/') + 1) }]
  })
  const own = lines.filter(({ file }) => file === name || (file === '' && lines.length === 1))
  const found = [...new Set(own.map(({ integrity }) => integrity))]
  if (found.length > 1)
    throw new ArtifactError(
      'artifact-invalid',
      `${shownUrl(source)} has ${found.length} digests for ${showValue(name)}. There must be one.`,
    )
  if (found[0] === undefined) throw missingDigest(`${shownUrl(source)} has no SHA-256, SHA-384 or SHA-512 digest of ${showValue(name)}`)
  return found[0]
}

function fromHex(text: string): string | null {
  const hex = text.trim()
  const algorithm = /^[0-9A-Fa-f]+$/.test(hex) ? HEX_ALGORITHMS[hex.length] : undefined
  return algorithm === undefined ? null : `${algorithm}-${Buffer.from(hex, 'hex').toString('base64')}`
}

/** The version goes in as one path segment's text: a `+` or a `/` must not mean anything to the server. */
function fill(template: string, version: string): string {
  return template.replaceAll('{version}', encodeURIComponent(version))
}

function missingDigest(what: string): ArtifactError {
  return new ArtifactError('integrity-missing', `${what}. Correct \`artifact.digest\` in the registration, or publish the digest there.`)
}

function withoutQuery(url: string): string {
  return url.split(/[?#]/, 1)[0]!
}
