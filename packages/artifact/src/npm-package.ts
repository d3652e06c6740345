import { showValue } from '@mfe-gitops/contract'
import type { Options } from 'pacote'
import { ArtifactError } from './artifact-error.ts'
import { authorizationOf, basicPair, downloadOnce } from './download.ts'
import { againWhenOther, strongIntegrity, verified } from './integrity.ts'
import { npmFailure } from './npm-failure.ts'
import { checkProvenance, type ProvenancePolicy } from './provenance.ts'
import { type RegistryKey, readRegistryKeys, requireSignature, type SignaturePolicy } from './registry-signatures.ts'
import { type FetchPorts, type SourcePorts, withRetries } from './retry.ts'
import { LONGEST_SILENCE } from './silence.ts'
import type { KeptBytes } from './spool.ts'
import { withTrustRoot } from './trust-root.ts'

/** One version of one package in one registry. The token goes to the registry's own host only. */
export interface NpmPackage {
  name: string
  version: string
  /** Default: npm's public registry. */
  registry?: string | undefined
  /** A bearer token, or `user:password` for basic authentication. */
  token?: string | undefined
  /** Default: signatures are not looked at. */
  signatures?: SignaturePolicy | undefined
  /** Default: provenance is not looked at. */
  provenance?: ProvenancePolicy | undefined
}

type Located = NpmPackage & { registry: string }

export interface ResolvedPackage {
  integrity: string
  tarball: string
  /** Whether provenance was there and right, where it was asked for. */
  isAttested?: boolean
}

/** Asks the registry for the digest and the address of a version. */
export async function resolveNpm(asked: NpmPackage, ports: SourcePorts): Promise<ResolvedPackage> {
  const spec = specOf(asked)
  const { default: pacote } = await import('pacote')
  const wanted = located(asked, pacote)
  const { signatures: policy, provenance } = wanted
  const keys = policy === undefined && provenance === undefined ? [] : await readRegistryKeys(wanted, ports)
  const verification = {
    fullMetadata: true,
    verifySignatures: policy !== undefined && keys.length > 0,
    verifyAttestations: provenance !== undefined,
  }
  // Options of their own for each try: they hold what the registry answered to the one before.
  const ask = (trust: Options = {}) =>
    attempt(wanted, ports, () => pacote.manifest(spec, { ...optionsOf(wanted, keys), ...verification, ...trust }))
  const found = await (provenance === undefined ? ask() : withTrustRoot(spec, ports, (tufCache) => ask({ tufCache } as Options)))
  const claims = found as unknown as VerifiedClaims
  // What pacote has verified stands below `dist`. A registry may write the fields with an underscore itself, and nobody has looked at those.
  const integrity = strongIntegrity(claims.dist?.integrity, spec)
  if (policy === 'require') requireSignature({ signatures: claims.dist?.signatures, keys, spec, registry: wanted.registry })
  const attestations = claims.dist?.attestations ? claims._attestationBundles : undefined
  const proof = provenance === undefined ? {} : { isAttested: checkProvenance(attestations, spec, provenance) }
  if (found.name !== wanted.name || found.version !== withoutBuild(wanted.version)) {
    throw new ArtifactError(
      'artifact-invalid',
      `The registry answered ${showValue(`${found.name}@${found.version}`)} when asked for ${showValue(spec)}.`,
    )
  }
  return { integrity, tarball: checkTarball(wanted, found._resolved), ...proof }
}

interface VerifiedClaims {
  dist?: { integrity?: unknown; signatures?: unknown; attestations?: unknown }
  _attestationBundles?: unknown
}

/** Downloads a version and gives its bytes only when they have the digest asked for. */
export async function fetchNpm(asked: NpmPackage & { integrity: string }, ports: FetchPorts): Promise<KeptBytes> {
  const spec = specOf(asked)
  const integrity = strongIntegrity(asked.integrity, spec)
  const { default: pacote } = await import('pacote')
  const wanted = located(asked, pacote)
  const { host, protocol } = new URL(wanted.registry)
  const credentials = wanted.token ? { host, authorization: authorizationOf(wanted.token) } : undefined
  const fetchOnce = () =>
    attempt(wanted, ports, async () => {
      const found = await pacote.manifest(spec, { ...optionsOf(wanted), integrity })
      const url = checkTarball(wanted, found._resolved)
      // Not by pacote: its HTTP client reads as fast as the network gives, and holds in memory what was not taken yet.
      const download = { url, credentials, plainHost: protocol === 'http:' ? host : undefined }
      return downloadOnce(download, ports, (body) => ports.spool.keep(verified(body, integrity, spec)))
    })
  return againWhenOther(fetchOnce)
}

function specOf({ name, version }: NpmPackage): string {
  if (!/^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/.test(name) || name.length > 214) {
    throw new ArtifactError(
      'artifact-invalid',
      `${showValue(name)} is not the name of an npm package. Mend \`artifact.name\` in the registration.`,
    )
  }
  if (!/^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$/.test(version) || version.length > 256) {
    throw new ArtifactError(
      'artifact-invalid',
      `${showValue(version)} is not one exact version of ${showValue(name)}. Ranges and tags such as "latest" are refused.`,
    )
  }
  return `${name}@${version}`
}

function withoutBuild(version: string): string {
  return version.split('+')[0]!
}

/** Which registry npm itself would ask is pacote's knowledge, not ours. */
function located(asked: NpmPackage, pacote: typeof import('pacote')): Located {
  const { RegistryFetcher } = pacote as unknown as { RegistryFetcher: new (spec: string, options: Options) => { registry: string } }
  return { ...asked, registry: asked.registry ?? new RegistryFetcher('npm@*', {}).registry }
}

function optionsOf(wanted: Located, keys: readonly RegistryKey[] = []): Options {
  const { host, pathname } = new URL(wanted.registry)
  const path = pathname.replace(/\/*$/, '/')
  const registry = new URL(path, wanted.registry).href
  // No cache directory: what another job left on the runner must not answer for the registry. Retries are ours, in `attempt`.
  const options = { registry, preferOnline: true, retry: { retries: 0 }, packumentCache: new Map(), timeout: LONGEST_SILENCE }
  const trusted = keys.length > 0 ? { [`//${host}${path}:_keys`]: keys } : {}
  return { ...options, ...trusted, ...authOf(`//${host}${path}`, wanted.token) }
}

/** A token, or `user:password`, as npm's configuration names it. */
function authOf(place: string, token = ''): Record<string, string> {
  if (token === '') return {}
  return token.includes(':') ? { [`${place}:_auth`]: basicPair(token) } : { [`${place}:_authToken`]: token }
}

/** An https registry may not send us to plain http. */
function checkTarball({ registry }: Located, tarball: string): string {
  const [from, to] = [new URL(registry), URL.parse(tarball)]
  if (to?.protocol === 'https:' || (to?.protocol === 'http:' && from.protocol === 'http:')) return tarball
  throw new ArtifactError(
    'artifact-invalid',
    `The registry names ${showValue(tarball)} as the address of the package, which is not an https address.`,
  )
}

function attempt<T>(wanted: Located, ports: SourcePorts, effect: () => Promise<T>): Promise<T> {
  return withRetries(ports, effect, (error, tried) => npmFailure(error, wanted, tried))
}
