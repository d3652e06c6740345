import { readConfigDocument } from './config-document.ts'
import type { Registration } from './generated/documents.ts'
import * as schema from './generated/validators/registration.js'
import type { Parsed } from './reason.ts'

/** Reads the registration of a micro-frontend. */
export function parseRegistration(text: string, file: string): Parsed<Registration> {
  const options = { key: [], isStrict: true, characters: 262_144 }
  const read = readConfigDocument<Registration>(text, file, { code: 'registration-invalid', schema, options })
  return read.ok ? { ok: true, value: read.value as Registration } : read
}
