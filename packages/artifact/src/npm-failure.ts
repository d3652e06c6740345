import { showValue } from '@mfe-gitops/contract'
import { ArtifactError } from './artifact-error.ts'
import { provenanceFailure } from './provenance.ts'
import { signatureFailure } from './registry-signatures.ts'
import { failureFacts } from './retry.ts'

/** What pacote or the network threw, as a reason with a remedy. The registry's own words are not repeated: they may hold anything. */
export function npmFailure(error: unknown, wanted: { name: string; version: string; registry: string }, tried: number): ArtifactError {
  if (error instanceof ArtifactError) return error
  const spec = showValue(`${wanted.name}@${wanted.version}`)
  const registry = new URL(wanted.registry).host
  const { code, status } = failureFacts(error)
  const fail = (reason: ArtifactError['code'], sentence: string): ArtifactError => new ArtifactError(reason, sentence, { cause: error })
  const named = `${wanted.name}@${wanted.version}`
  const unproved = signatureFailure(code, named) ?? provenanceFailure(error, code, named)
  if (unproved !== null) return unproved
  if (code === 'EINTEGRITY') {
    return fail(
      'integrity-mismatch',
      `The bytes of ${spec} from ${registry} do not have the digest that was asked for. The package was changed after it was accepted, or in transit.`,
    )
  }
  if (code === 'ETARGET' || status === 404) {
    return fail(
      'artifact-not-found',
      `The registry ${registry} has no package ${spec} (asked ${tried} times). Publish it first; a private package needs a token that may read it.`,
    )
  }
  if (status === 401 || status === 403) {
    return fail(
      'artifact-unavailable',
      `The registry ${registry} refused to give ${spec} (HTTP ${status}). Pass a token that may read the package.`,
    )
  }
  const seen = status === null ? code || 'no answer' : `HTTP ${status}`
  return fail(
    'artifact-unavailable',
    `The registry ${registry} could not give ${spec} in ${tried} tries (${seen}). Run the job again when the registry answers.`,
  )
}
