import { showValue } from '@mfe-gitops/contract'
import { ArtifactError } from './artifact-error.ts'

export interface OciLayer {
  /** As the registry names it, such as `sha256:…`. */
  digest: string
  integrity: string
  size: number
  /** Name of a layer that is one file; null for an archive. */
  path: string | null
}

const DIGESTS = /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/
const ARCHIVES = /(?:[+.]|\/(?:x-)?)(?:tar\+gzip|tgz|zip|gzip)$/
const TITLE = 'org.opencontainers.image.title'

/** The layers of a manifest. An index of several manifests is refused: which one was meant, nobody said. */
export function layersOf(bytes: Uint8Array, name: string): OciLayer[] {
  const manifest = readJson(bytes, name)
  if ('manifests' in manifest) throw refused(name, 'is an index of several artifacts. Push one artifact under this tag')
  if (!Array.isArray(manifest.layers)) throw refused(name, 'has no layers')
  if (manifest.layers.length === 0)
    throw new ArtifactError(
      'artifact-empty',
      `The artifact ${showValue(name)} has no layer. Push the build as a .tgz, a .zip or single files.`,
    )
  return manifest.layers.map((layer) => readLayer(layer, name))
}

function readLayer(value: unknown, name: string): OciLayer {
  const { digest, size, mediaType, annotations } = (value ?? {}) as Record<string, unknown>
  if (typeof digest !== 'string' || !DIGESTS.test(digest)) throw refused(name, `has a layer with the digest ${showValue(digest)}`)
  if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0) throw refused(name, `has a layer of the size ${showValue(size)}`)
  const [algorithm = '', hex = ''] = digest.split(':')
  const title = (annotations as Record<string, unknown> | undefined)?.[TITLE]
  const isArchive = ARCHIVES.test(String(mediaType)) || (typeof title === 'string' && /\.(?:tgz|tar\.gz|zip)$/i.test(title))
  if (!isArchive && typeof title !== 'string')
    throw refused(name, `has a layer of the type ${showValue(mediaType)} that is no archive and has no title`)
  return {
    digest,
    integrity: `${algorithm}-${Buffer.from(hex, 'hex').toString('base64')}`,
    size,
    path: isArchive ? null : (title as string),
  }
}

function readJson(bytes: Uint8Array, name: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>
  } catch {}
  throw refused(name, 'has a manifest that is no JSON object')
}

function refused(name: string, fault: string): ArtifactError {
  return new ArtifactError('artifact-invalid', `The OCI artifact ${showValue(name)} is refused: it ${fault}.`)
}
