import { artifactFaults } from './artifact-rules.ts'
import { concluded, readConfigDocument } from './config-document.ts'
import type { Registration } from './generated/documents.ts'
import * as schema from './generated/validators/registration.js'
import type { Parsed } from './reason.ts'

/** Reads the registration of a micro-frontend. */
export function parseRegistration(text: string, file: string): Parsed<Registration> {
  const options = { key: [], isStrict: true, characters: 262_144 }
  const read = readConfigDocument<Registration>(text, file, { code: 'registration-invalid', schema, options })
  if (!read.ok) return read
  const registration = read.value as Registration
  return concluded(registration, artifactFaults(registration.artifact, read.fault))
}
