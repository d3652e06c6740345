import { createHash } from 'node:crypto'
import { showValue } from '@mfe-gitops/contract'
import { ArtifactError } from './artifact-error.ts'
import { keepFile } from './artifact-file.ts'
import { asBytes, type Credentials } from './download.ts'
import { againWhenOther, verified, verifyIntegrity } from './integrity.ts'
import { layersOf, type OciLayer } from './oci-manifest.ts'
import { type OciRepository, type OciSession, openOciSession } from './oci-session.ts'
import { defaultMaxBytes, type FetchPorts, type SourcePorts } from './retry.ts'
import type { Spool } from './spool.ts'
import type { ArtifactPart } from './unpack.ts'

/** An artifact of an OCI registry: `host/repository`, with a tag template where the tag is not just the version. */
export interface OciArtifact {
  name: string
  version: string
  credentials?: Credentials | undefined
}

const MANIFEST = {
  accept: 'application/vnd.oci.image.manifest.v1+json, application/vnd.docker.distribution.manifest.v2+json',
  // The specification lets registries refuse manifests above 4 MiB.
  maxBytes: 4 * 1024 * 1024,
}

/** The digest that the version's tag names now. */
export async function resolveOci(artifact: OciArtifact, ports: SourcePorts): Promise<{ integrity: string; address: string }> {
  const place = placeOf(artifact)
  const session = openOciSession(place, artifact.credentials, ports)
  const manifest = await session.get(`manifests/${place.tag}`, MANIFEST, async (body, headers) => ({
    bytes: await asBytes(body),
    told: headers.get('docker-content-digest'),
  }))
  const { bytes, told } = manifest
  const hex = createHash('sha256').update(bytes).digest('hex')
  if (told?.startsWith('sha256:') === true && told !== `sha256:${hex}`)
    throw new ArtifactError('artifact-invalid', `The registry says that ${showValue(artifact.name)} has another digest than it has.`)
  layersOf(bytes, artifact.name)
  return { integrity: `sha256-${Buffer.from(hex, 'hex').toString('base64')}`, address: `${place.host}/${place.repository}@sha256:${hex}` }
}

/** The layers of the artifact with this digest, each with the digest that the manifest names. Tags are not looked at. */
export async function fetchOci(artifact: OciArtifact & { integrity: string }, ports: FetchPorts): Promise<ArtifactPart[]> {
  const { name, integrity, credentials } = artifact
  const session = openOciSession(placeOf(artifact), credentials, ports)
  const hex = Buffer.from(integrity.replace(/^sha256-/, ''), 'base64').toString('hex')
  if (!/^[0-9a-f]{64}$/.test(hex))
    throw new ArtifactError('artifact-invalid', `${showValue(integrity)} is not the SHA-256 of a manifest, as an OCI artifact has it.`)
  const manifest = await againWhenOther(async () => {
    const bytes = await session.get(`manifests/sha256:${hex}`, MANIFEST, asBytes)
    verifyIntegrity(bytes, integrity, name)
    return bytes
  })
  const layers = layersOf(manifest, name)
  const total = layers.reduce((sum, { size }) => sum + size, 0)
  const limit = ports.maxBytes ?? defaultMaxBytes
  if (total > limit) throw new ArtifactError('artifact-invalid', `The artifact ${showValue(name)} is larger than ${limit} bytes.`)
  const parts: ArtifactPart[] = []
  const places = { session, spool: ports.spool }
  for (const layer of layers) parts.push(await againWhenOther(() => fetchLayer(places, layer, name)))
  return parts
}

async function fetchLayer(
  { session, spool }: { session: OciSession; spool: Spool },
  { digest, integrity, size, path }: OciLayer,
  name: string,
): Promise<ArtifactPart> {
  return session.get<ArtifactPart>(`blobs/${digest}`, { maxBytes: size }, async (body) => {
    const bytes = verified(body, integrity, `${name} layer ${digest}`)
    return path === null ? { archive: await spool.keep(bytes) } : { path, file: await keepFile(spool, bytes) }
  })
}

/** Build metadata begins with a plus sign, which no tag may have; `_` stands for it, as Helm does it. */
function placeOf({ name, version }: OciArtifact): OciRepository & { tag: string } {
  const [, host = '', repository = '', template = '{version}'] = /^([^/]+)\/([^:]+)(?::(.+))?$/.exec(name) ?? []
  const tag = template.replaceAll('{version}', version.replaceAll('+', '_'))
  if (host !== '' && /^\w[\w.-]{0,127}$/.test(tag)) return { host, repository, tag }
  throw new ArtifactError('artifact-invalid', `${showValue(`${name} ${tag}`)} is not a repository and tag of an OCI registry.`)
}
