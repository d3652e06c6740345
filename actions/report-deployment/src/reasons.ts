import { isMap, jsonOrNull, type Reason, type ReasonCode } from '@mfe-gitops/contract'

const most = 100
const texts = ['field', 'seen', 'allowed', 'remedy', 'file'] as const

/** Reads the `reasons` output of a step. Whatever does not fit the receipt's schema is left out or cut. */
export function readReasons(output: string | undefined): Reason[] {
  const list = jsonOrNull(output)
  return Array.isArray(list) ? list.slice(0, most).flatMap(readReason) : []
}

function readReason(value: unknown): Reason[] {
  if (!isMap(value) || typeof value.code !== 'string' || typeof value.message !== 'string') return []
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(value.code) || value.code.length > 64 || value.message === '') return []
  // The step may be of a newer version that knows more codes.
  const reason: Reason = { code: value.code as ReasonCode, message: value.message.slice(0, 4000) }
  for (const name of texts) if (typeof value[name] === 'string') reason[name] = value[name].slice(0, 500)
  if (typeof value.line === 'number' && Number.isSafeInteger(value.line) && value.line > 0) reason.line = value.line
  return [reason]
}
