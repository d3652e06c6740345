import { httpUrl, type Registration } from '@mfe-gitops/contract'
import { ArtifactError } from './artifact-error.ts'
import type { ArtifactFile } from './artifact-file.ts'
import { authorizationOf, type Credentials, shownUrl } from './download.ts'
import { fetchNpm, type NpmPackage, resolveNpm } from './npm-package.ts'
import { fetchOci, resolveOci } from './oci-artifact.ts'
import type { FetchPorts, SourcePorts } from './retry.ts'
import { fetchTarball, resolveTarball } from './tarball-archive.ts'
import { type ArtifactPart, type UnpackOptions, unpackParts } from './unpack.ts'

/** What a registration says about where a micro-frontend's artifacts are. */
export type RegisteredArtifact = Registration['artifact']

/** The repository, and where it is known the commit, that a package with provenance must come from. */
export interface Owner extends Pick<Registration, 'repository' | 'repositoryId'> {
  refs?: readonly string[] | undefined
  commit?: string | undefined
}

/** The registry that the token belongs to. The token goes to this host and to no other, whatever a registration names. */
export interface SourceAccess {
  /** Default: npm's public registry. */
  registry?: string | undefined
  /** A bearer token, or `user:password` for basic authentication. */
  token?: string | undefined
}

export interface ResolvedArtifact {
  /** Digest to write into the desired state. */
  integrity: string
  /** Where the artifact is, for people to read. */
  address: string
  /** Whether a signed statement binds the artifact to its repository, workflow, ref and, where it is known, its commit. */
  isAttested?: boolean
}

interface SourceQuestion {
  artifact: RegisteredArtifact
  version: string
  access: SourceAccess
  owner?: Owner | undefined
}

/** One place where artifacts come from. */
interface ArtifactSource {
  resolve(question: SourceQuestion, ports: SourcePorts): Promise<ResolvedArtifact>
  /** The archives and files that have the digest. */
  fetch(question: SourceQuestion & { integrity: string }, ports: FetchPorts): Promise<ArtifactPart[]>
}

const sources: Readonly<Record<RegisteredArtifact['source'], ArtifactSource>> = {
  npm: {
    resolve: async (question, ports) => {
      const { tarball: address, ...found } = await resolveNpm(npmPackage(question), ports)
      return { ...found, address }
    },
    fetch: async (question, ports) => [{ archive: await fetchNpm({ ...npmPackage(question), integrity: question.integrity }, ports) }],
  },
  tarball: {
    resolve: (question, ports) => resolveTarball(archive(question), ports),
    fetch: async (question, ports) => [{ archive: await fetchTarball({ ...archive(question), integrity: question.integrity }, ports) }],
  },
  oci: {
    resolve: (question, ports) => resolveOci(ociArtifact(question), ports),
    fetch: (question, ports) => fetchOci({ ...ociArtifact(question), integrity: question.integrity }, ports),
  },
}

/** Refuses a registry without its scheme: npm's could not be asked, and for the others the token would be kept back without a word. */
function checkAccess({ registry }: SourceAccess): void {
  if (registry === undefined || httpUrl(registry) !== null) return
  throw new ArtifactError(
    'input-invalid',
    `The registry ${shownUrl(registry)} is no http or https URL. Write it whole, such as https://npm.example.com.`,
  )
}

/** Finds the digest of a registered version, once, before it is written into the desired state; signatures and provenance by policy. */
export async function resolveArtifact(
  { artifact, repository, repositoryId, refs, commit }: Pick<Registration, 'artifact'> & Owner,
  version: string,
  access: SourceAccess,
  ports: SourcePorts = {},
): Promise<ResolvedArtifact> {
  checkAccess(access)
  return sources[artifact.source].resolve({ artifact, version, access, owner: { repository, repositoryId, refs, commit } }, ports)
}

/** Fetches exactly the bytes that the desired state names and unpacks what lies below the registered directory. */
export async function fetchArtifact(
  artifact: RegisteredArtifact,
  wanted: { version: string; integrity: string },
  access: SourceAccess,
  ports: FetchPorts,
): Promise<Map<string, ArtifactFile>> {
  checkAccess(access)
  const question = { artifact, access, ...wanted }
  const parts = await sources[artifact.source].fetch(question, ports)
  return unpackParts(parts, ports.spool, unpackOptions(question))
}

function npmPackage({ artifact, version, access, owner }: SourceQuestion): NpmPackage {
  const { name, signatures, provenance } = artifact
  const bound = provenance === undefined || owner === undefined ? undefined : { ...provenance, ...owner }
  return { name, version, signatures, provenance: bound, ...access }
}

function archive({ artifact, version, access }: SourceQuestion) {
  const { registry } = access
  return { url: artifact.name, version, digest: artifact.digest, registry, credentials: credentialsOf(access, 'Bearer') }
}

function ociArtifact({ artifact, version, access }: SourceQuestion) {
  return { name: artifact.name, version, credentials: credentialsOf(access, 'Basic') }
}

function unpackOptions({ artifact }: SourceQuestion): UnpackOptions {
  const isNpm = artifact.source === 'npm'
  return { directory: artifact.directory ?? (isNpm ? 'dist' : '.'), hasTopDirectory: isNpm }
}

/** Token services of OCI registries take basic authentication only; for a token alone they ignore the user's name. */
function credentialsOf({ registry, token }: SourceAccess, scheme: 'Bearer' | 'Basic'): Credentials | undefined {
  const host = URL.parse(registry ?? '')?.host
  if (host === undefined || token === undefined || token === '') return undefined
  return { host, authorization: authorizationOf(scheme === 'Bearer' || token.includes(':') ? token : `token:${token}`) }
}
