import { isAllowedRef, showValue } from '@mfe-gitops/contract'
import { X509Certificate } from '@sigstore/core'
import { ArtifactError } from './artifact-error.ts'

/** Where a package must have been built. */
export interface ProvenancePolicy {
  /** `require`: there must be provenance. `if-present`: what is there must be right. */
  level: 'require' | 'if-present'
  /** Id of the repository, which a later repository of the same name does not have. */
  repositoryId: number
  repository: string
  /** Workflow file of the repository that built and published the package. */
  workflow: string
  /** The reusable workflow that did so on its behalf, as owner/repository/path; default: the workflow itself. */
  signer?: string | undefined
  /** Refs that may be built from, exact or with a trailing *; default: as for requests. */
  refs?: readonly string[] | undefined
  /** Commit that must have been built; absent where nobody can know it, as at a rollback, whose request comes from a later commit. */
  commit?: string | undefined
}

/** What the certificate of a provenance statement says about the run that signed it. Its issuer vouches for it; the statement does not. */
export interface BuildIdentity {
  issuer: string
  runner: string
  repositoryId: string
  commit: string
  ref: string
  /** Workflow that the run belongs to, as a URL with its ref. */
  workflow: string
  /** Workflow that the job was defined in, as a URL with its ref: another one when it is reusable. */
  signer: string
}

// Extensions of Fulcio's certificates: https://github.com/sigstore/fulcio/blob/main/docs/oid-info.md
const FULCIO = '1.3.6.1.4.1.57264.1'
const ISSUER = 'https://token.actions.githubusercontent.com'
const SERVER = 'https://github.com/'

/** What is wrong with the run that signed, as the end of a sentence; null when it is the registered one. */
export function identityFault(identity: BuildIdentity, policy: ProvenancePolicy): string | null {
  const { repository, repositoryId, workflow, signer = `${repository}/${workflow}`, refs, commit } = policy
  const builtBy = `${SERVER}${repository}/${workflow}`.toLowerCase()
  const signedBy = `${SERVER}${signer}`.toLowerCase()
  if (identity.issuer !== ISSUER) return `was signed by an identity of ${showValue(identity.issuer)}, not of GitHub Actions`
  if (identity.runner !== 'github-hosted') return 'was built on a self-hosted runner, which anybody may have prepared'
  if (identity.repositoryId !== String(repositoryId)) return `was built in the repository with the id ${showValue(identity.repositoryId)}`
  if (withoutRef(identity.workflow) !== builtBy) return `was built by ${showValue(identity.workflow)}`
  if (withoutRef(identity.signer) !== signedBy) return `was signed by ${showValue(identity.signer)}`
  if (!isAllowedRef(identity.ref, refs)) return `was built from ${showValue(identity.ref)}, which is none of the registered refs`
  if (commit === undefined || identity.commit === commit) return null
  return `was built from the commit ${showValue(identity.commit)}, not from ${showValue(commit)}`
}

/** Reads the identity from a certificate in base64; null when it is none of a workflow run. */
export function readIdentity(certificate: string): BuildIdentity | null {
  try {
    const parsed = X509Certificate.parse(Buffer.from(certificate, 'base64'))
    const text = (number: number) => parsed.extension(`${FULCIO}.${number}`)?.valueObj.subs[0]?.value.toString('utf8') ?? ''
    return {
      issuer: text(8),
      runner: text(11),
      repositoryId: text(15),
      commit: text(13),
      ref: text(14),
      workflow: text(18),
      signer: parsed.subjectAltName ?? '',
    }
  } catch {
    return null
  }
}

/** Binds the attestations, whose signatures and subjects pacote has verified, to the registered repository and workflow; true when there are any. */
export function checkProvenance(attestations: unknown, spec: string, policy: ProvenancePolicy): boolean {
  const statements = (Array.isArray(attestations) ? attestations : []).filter(isProvenance)
  if (statements.length === 0 && policy.level === 'require') throw refused(spec, 'has no provenance')
  for (const statement of statements) {
    const identity = readIdentity(certificateOf(statement))
    const fault = identity === null ? 'has provenance that no workflow run signed' : identityFault(identity, policy)
    if (fault !== null) throw refused(spec, fault)
  }
  return statements.length > 0
}

/** What pacote throws about attestations, in words of ours; null for everything else. */
export function provenanceFailure(error: unknown, code: string, spec: string): ArtifactError | null {
  if (code === 'EATTESTATIONSUBJECT') return refused(spec, 'has provenance of another package or of other bytes', error)
  return code === 'EATTESTATIONVERIFY' ? refused(spec, 'has provenance that Sigstore does not vouch for', error) : null
}

interface Attestation {
  bundle?: { verificationMaterial?: Material; dsseEnvelope?: { payload?: unknown } }
}

interface Material {
  certificate?: { rawBytes?: unknown }
  x509CertificateChain?: { certificates?: { rawBytes?: unknown }[] }
}

/** By the signed statement: what the registry writes beside it is signed by nobody. */
function isProvenance(value: unknown): value is Attestation {
  try {
    const payload = Buffer.from(String((value as Attestation).bundle?.dsseEnvelope?.payload), 'base64').toString('utf8')
    return String((JSON.parse(payload) as { predicateType?: unknown }).predicateType).startsWith('https://slsa.dev/provenance/')
  } catch {
    return false
  }
}

function certificateOf({ bundle }: Attestation): string {
  const { certificate, x509CertificateChain: chain } = bundle?.verificationMaterial ?? {}
  return String(certificate?.rawBytes ?? chain?.certificates?.[0]?.rawBytes ?? '')
}

function withoutRef(url: string): string {
  // Names of owners, repositories and files come first, and none of them has an @; a ref may.
  return url.split('@', 1)[0]!.toLowerCase()
}

function refused(spec: string, fault: string, cause?: unknown): ArtifactError {
  return new ArtifactError(
    'provenance-refused',
    `The package ${showValue(spec)} ${fault}. Publish it with provenance from the registered workflow at the requested commit, or correct \`artifact.provenance\` of the registration.`,
    { cause },
  )
}
