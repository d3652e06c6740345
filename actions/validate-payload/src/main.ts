import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Outputs, type Ports, rejection, repositoryName } from '@mfe-gitops/action-kit'
import { readAncestry, readConfigSnapshot } from '@mfe-gitops/config-repository'
import {
  canonicalRequest,
  decide,
  deployBranch,
  desiredStateFile,
  parseDesiredState,
  parseRequest,
  requestId,
  requestTrailer,
} from '@mfe-gitops/contract'
import { readDispatchEvent } from './event.ts'
import type { ValidateInputs } from './inputs.ts'

/** Accepts or rejects a request. Reads the config repository once and writes nothing there. */
export async function main(inputs: ValidateInputs, ports: Ports): Promise<Outputs> {
  const parsed = parseRequest(inputs.request)
  if (!parsed.ok) throw rejection(parsed.reasons)
  const request = parsed.value
  const id = requestId(request)
  const event = readDispatchEvent(ports.context.eventName, ports.event())
  const github = ports.github(inputs.token)
  const snapshot = await readConfigSnapshot(github, {
    ...repositoryName(inputs.repository),
    subject: request,
    source: repositoryName(request.repository),
    carrier: deployBranch(request, id),
    trace: requestTrailer(id),
  })
  if (!snapshot.ok) throw rejection(snapshot.reasons)
  const { config, registration, desiredFile, desiredText, files } = snapshot.value
  const desired = desiredText === null ? null : parseDesiredState(desiredText, desiredFile, desiredStateFile(config, request).key)
  if (desired && !desired.ok) throw rejection(desired.reasons)
  const { sourceRepositoryId, carriedBy } = files
  const facts = { request, event, config, registration, desired: desired?.value ?? null, sourceRepositoryId, carriedBy }
  const decision = decide({ ...facts, ancestry: await readAncestry(github, { request, config, sha: facts.desired?.source.sha ?? null }) })
  if ('reasons' in decision) throw rejection(decision.reasons, decision.outcome)
  const path = join(ports.tempDir, `config-snapshot-${id}.json`)
  await writeFile(path, JSON.stringify(files), { mode: 0o600 })
  ports.log.info(
    `Accepted: ${request.mfe} ${request.version} to ${request.environment}, asked for by ${request.user} from ${request.repository}.`,
  )
  return {
    accepted: true,
    unchanged: decision.outcome === 'unchanged',
    request: canonicalRequest(request),
    'request-id': id,
    type: request.type,
    mfe: request.mfe,
    version: request.version,
    environment: request.environment,
    'source-repository': request.repository,
    proof: decision.proof,
    branch: deployBranch(request, id),
    snapshot: path,
  }
}
