import { isMap } from '@mfe-gitops/contract'

/** What the change job handed to the release job: its outputs by name, all text. */
export type ChangeRecord = Readonly<Record<string, string>>

/** Reads toJSON(needs.change.outputs); anything that is no text is left out. */
export function readChange(outputs: unknown): ChangeRecord {
  return Object.fromEntries(
    Object.entries(isMap(outputs) ? outputs : {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}
