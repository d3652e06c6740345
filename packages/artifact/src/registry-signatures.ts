import { showValue } from '@mfe-gitops/contract'
import { ArtifactError } from './artifact-error.ts'
import { asBytes, authorizationOf, download } from './download.ts'
import type { SourcePorts } from './retry.ts'

/** `require`: the registry must have signed the version. `if-present`: a signature must be right where there are keys to check it by. */
export type SignaturePolicy = 'require' | 'if-present'

/** A registry's public key, as pacote takes it. */
export interface RegistryKey {
  keyid: string
  /** Time after which it signs nothing any more; what it signed before stays good. */
  expires: string | null
  pemkey: string
}

interface SignedRegistry {
  registry: string
  token?: string | undefined
}

const KEYS_LIMIT = 1024 * 1024

/** The keys that a registry signs with (`/-/npm/v1/keys`); none for a registry that does not sign. */
export async function readRegistryKeys({ registry, token }: SignedRegistry, ports: SourcePorts): Promise<RegistryKey[]> {
  const url = new URL('-/npm/v1/keys', registry.replace(/\/*$/, '/'))
  const credentials = token ? { host: url.host, authorization: authorizationOf(token) } : undefined
  try {
    // Asked once: that there are no keys is an answer, and no version that comes a moment later.
    const bytes = await download({ url: url.href, credentials, maxBytes: KEYS_LIMIT }, { ...ports, attempts: 1 }, asBytes)
    return readKeys(Buffer.from(bytes).toString('utf8'))
  } catch (error) {
    if (error instanceof ArtifactError && error.code === 'artifact-not-found') return []
    throw error
  }
}

/** Refuses a version without a signature, or a registry without keys, where signatures are required. */
export function requireSignature(found: { signatures: unknown; keys: readonly RegistryKey[]; spec: string; registry: string }): void {
  const host = new URL(found.registry).host
  if (found.keys.length === 0)
    throw refused(`The registry ${host} publishes no keys, so nothing proves its signature of ${showValue(found.spec)}`)
  if (!Array.isArray(found.signatures) || found.signatures.length === 0)
    throw refused(`The registry ${host} has not signed ${showValue(found.spec)}`)
}

/** What pacote throws about signatures, in words of ours; null for everything else. */
export function signatureFailure(code: string, spec: string): ArtifactError | null {
  const what = FAULTS[code]
  return what === undefined ? null : refused(`The signature of ${showValue(spec)} ${what}`)
}

const FAULTS: Readonly<Record<string, string>> = {
  EMISSINGSIGNATUREKEY: "was made with a key that is not among the registry's keys",
  EEXPIREDSIGNATUREKEY: 'was made with a key that had expired when the version was published',
  EINTEGRITYSIGNATURE: 'does not fit its name, version and digest',
}

function readKeys(text: string): RegistryKey[] {
  let keys: unknown
  try {
    keys = (JSON.parse(text) as { keys?: unknown }).keys
  } catch {
    return []
  }
  return (Array.isArray(keys) ? keys : []).flatMap((value: unknown) => {
    const { keyid, key, expires = null } = (value ?? {}) as Record<string, unknown>
    if (typeof keyid !== 'string' || typeof key !== 'string' || (expires !== null && typeof expires !== 'string')) return []
    return [{ keyid, expires, pemkey: `-----BEGIN PUBLIC KEY-----\n${key}\n-----END PUBLIC KEY-----` }]
  })
}

function refused(what: string): ArtifactError {
  return new ArtifactError(
    'signature-refused',
    `${what}. Do not deploy it before you know why; \`artifact.signatures\` of the registration says what is asked for.`,
  )
}
