import type { ObjectHeaders } from './artifact-store.ts'

/** Whether an object has these headers, and no others. */
export function hasHeaders(found: ObjectHeaders, wanted: ObjectHeaders): boolean {
  const text = ({ contentType, cacheControl, contentEncoding = '', tags = [] }: ObjectHeaders) =>
    JSON.stringify([contentType, cacheControl, contentEncoding, tags])
  return text(found) === text(wanted)
}
