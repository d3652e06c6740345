import { type Change, type Edit, editYaml, type JsonValue } from '@mfe-gitops/config-edit'
import { type DesiredState, isMap, type Parsed, reason } from '@mfe-gitops/contract'

interface Place {
  readonly file: string
  readonly key: readonly string[]
  readonly text: string
}

/** Makes the file say the new state and changes no other byte of it. */
export function editDesiredState(
  { file, key, text }: Place,
  previous: DesiredState | null,
  desired: DesiredState,
): Parsed<{ text: string; changes: Change[] }> {
  const edits: Edit[] = previous
    ? [...removals(previous, desired), ...leaves(desired as unknown as JsonValue)].map((edit) => ({
        ...edit,
        path: [...key, ...edit.path],
      }))
    : [{ path: key, value: desired as unknown as JsonValue }]
  const edited = editYaml(text, edits)
  if (edited.ok) return { ok: true, value: edited }
  return { ok: false, reasons: [reason('edit-refused', { field: `${file}: ${edited.path}`, seen: edited.message })] }
}

type Leaf = { path: string[]; value: JsonValue }

/** One edit for each leaf, so that comments and order inside the file stay as they are. */
export function leaves(value: JsonValue, path: string[] = []): Leaf[] {
  if (!isMap(value)) return [{ path, value: value as JsonValue }]
  return Object.entries(value).flatMap(([name, child]) => leaves(child as JsonValue, [...path, name]))
}

/** What the new state has no longer, each block as a whole. */
function removals(was: object, is: object, path: string[] = []): { path: string[]; value: undefined }[] {
  const next = is as Record<string, unknown>
  return Object.entries(was).flatMap(([name, child]) => {
    const inner = [...path, name]
    if (next[name] === undefined) return [{ path: inner, value: undefined }]
    return isMap(child) && isMap(next[name]) ? removals(child, next[name], inner) : []
  })
}
