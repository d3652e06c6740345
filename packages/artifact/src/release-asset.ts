import { showValue } from '@mfe-gitops/contract'
import { ArtifactError } from './artifact-error.ts'
import { asBytes, type Credentials, download, fileName, shownUrl } from './download.ts'
import type { SourcePorts } from './retry.ts'

/** An asset of a GitHub release, as the API of its server knows it. */
export interface ReleaseAsset {
  /** Address of the release in the API. */
  readonly release: string
  readonly name: string
}

// Hundreds of assets with their uploaders fit; GitHub takes 1,000 of them.
const RELEASE_LIMIT = 16 * 1024 * 1024

/**
 * The asset that a download address of a release means, when the registry is the API of its GitHub: https://api.github.com, or
 * https://<host>/api/v3 on Enterprise Server. A private asset is given out by the API alone. Null for any other address or registry.
 */
export function findReleaseAsset(url: string, registry: string | undefined): ReleaseAsset | null {
  const [asset, api] = [URL.parse(url), URL.parse(registry ?? '')]
  if (asset === null || api === null) return null
  const [, owner, repository, tag] = /^\/([^/]+)\/([^/]+)\/releases\/download\/([^/]+)\/[^/]+$/.exec(asset.pathname) ?? []
  const isEnterprise = asset.origin === api.origin && /^\/api\/v3\/*$/.test(api.pathname)
  const isPublic = asset.origin === 'https://github.com' && api.origin === 'https://api.github.com'
  if (tag === undefined || !(isEnterprise || isPublic)) return null
  const base = `${api.origin}${isEnterprise ? '/api/v3' : ''}`
  return { release: `${base}/repos/${owner}/${repository}/releases/tags/${tag}`, name: fileName(asset) }
}

/** Address at which the API gives out the bytes of an asset, when asked for `application/octet-stream`. */
export async function locateReleaseAsset(
  { release, name }: ReleaseAsset,
  credentials: Credentials | undefined,
  ports: SourcePorts,
): Promise<string> {
  const wanted = { url: release, credentials, accept: 'application/vnd.github+json', maxBytes: RELEASE_LIMIT }
  const bytes = await download(wanted, ports, asBytes)
  const address = addressOf(bytes, name)
  if (address === null)
    throw new ArtifactError(
      'artifact-not-found',
      `The release ${shownUrl(release)} has no asset ${showValue(name)}. Upload it, or correct \`artifact.name\` of the registration.`,
    )
  // The token goes there, so no other place may be named.
  if (URL.parse(address)?.origin === new URL(release).origin) return address
  throw new ArtifactError('artifact-invalid', `The release ${shownUrl(release)} names an asset at another host, ${shownUrl(address)}.`)
}

function addressOf(bytes: Uint8Array, name: string): string | null {
  try {
    const { assets } = JSON.parse(Buffer.from(bytes).toString('utf8')) as { assets: { name: unknown; url: unknown }[] }
    const found = assets.find((asset) => asset.name === name)?.url
    return typeof found === 'string' ? found : null
  } catch {
    return null
  }
}
