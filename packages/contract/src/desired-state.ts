import { concluded, type Fault, readConfigDocument } from './config-document.ts'
import type { DesiredState, Reason } from './generated/documents.ts'
import * as schema from './generated/validators/desired-state.js'
import type { Parsed } from './reason.ts'
import { openYaml } from './yaml-text.ts'

/** GitHub gives no larger files through GraphQL than half of this. */
const characters = 1_048_576

/** Reads a desired state, from a whole file or from one key of a shared one; null where nothing is written yet. */
export function parseDesiredState(text: string, file: string, key: readonly string[] = []): Parsed<DesiredState | null> {
  return desiredStateReader(text, file)(key)
}

/** Reads desired states from the keys of one shared file, which is parsed once. */
export function desiredStateReader(text: string, file: string): (key: readonly string[]) => Parsed<DesiredState | null> {
  const source = openYaml(text, characters)
  return (key) => {
    // The file may be an organisation's own, with anchors elsewhere; what counts is the value that comes out.
    const options = { key, isStrict: false, characters }
    const read = readConfigDocument<DesiredState>(source, file, { code: 'desired-state-invalid', schema, options })
    if (!read.ok) return read
    return concluded(read.value, read.value === null ? [] : canaryFaults(read.value, read.fault))
  }
}

/** What the schema cannot say: two names of one version would be no canary. */
function canaryFaults({ version, canary }: DesiredState, fault: Fault): Reason[] {
  if (canary?.version !== version) return []
  return [
    fault(['canary', 'version'], {
      seen: canary.version,
      allowed: 'another version than the one that everybody gets',
      summary: 'The canary is the version itself.',
      remedy: 'Remove the canary, or name another version.',
    }),
  ]
}
