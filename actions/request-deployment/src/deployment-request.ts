import { type DeploymentRequest, type Parsed, parseRequest, type Reason, reason } from '@mfe-gitops/contract'
import type { RequestFields } from './inputs.ts'

// GitHub's limits for a dispatch. The schema keeps a request far below them; they are checked all the same, because GitHub drops what exceeds them.
const maxPayloadCharacters = 65_535
const maxPayloadFields = 10
const maxEventType = 100

/** Builds the request and checks it as the config repository will: what it would reject for its form is never sent. */
export function buildRequest(fields: RequestFields, now: number): Parsed<DeploymentRequest> {
  const parsed = parseRequest({
    type: fields.type,
    timestamp: fields.timestamp ?? new Date(now).toISOString(),
    user: fields.user,
    mfe: fields.mfe,
    version: fields.version,
    environment: fields.environment,
    cache_invalidation_keys: fields.cacheInvalidationKeys,
    repository: fields.repository,
    ref: fields.ref,
    sha: fields.sha,
  })
  if (!parsed.ok) return parsed
  const reasons = checkDispatchLimits(parsed.value)
  return reasons.length > 0 ? { ok: false, reasons } : parsed
}

function checkDispatchLimits(request: DeploymentRequest): Reason[] {
  const text = JSON.stringify(request)
  const tooLarge = Math.max(text.length, Buffer.byteLength(text)) > maxPayloadCharacters
  const tooMany = Object.keys(request).length > maxPayloadFields
  const typeTooLong = request.type.length > maxEventType
  if (!tooLarge && !tooMany && !typeTooLong) return []
  return [
    reason('payload-too-large', {
      allowed: `${maxPayloadFields} fields, ${maxPayloadCharacters} characters, an event type of ${maxEventType} characters`,
    }),
  ]
}
