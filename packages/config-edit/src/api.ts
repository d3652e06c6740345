/** A value that both YAML and JSON can hold. */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue }

/** Keys and list indexes from the root of the document. In a list, `-` or the length of the list means: append. */
export type EditPath = readonly (string | number)[]

/** One wish: the value that must stand at the path afterwards; `undefined` deletes. */
export interface Edit {
  readonly path: EditPath
  readonly value: JsonValue | undefined
  /** In a list: put the value before the item at this index instead of replacing it. */
  readonly insert?: boolean
}

export interface EditOptions {
  /** Which document of a stream, counted from 0. Needed only when there are several. */
  readonly document?: number
  /** `auto` (default) takes a file that `JSON.parse` accepts as JSON. */
  readonly format?: 'auto' | 'yaml' | 'json'
  /** What to do with a key or an item that does not exist: `add` (default) or `refuse`. */
  readonly missing?: 'add' | 'refuse'
  /** A value shared by anchor and alias: `refuse` (default), or `detach`: the edited place gets its own copy. */
  readonly shared?: 'refuse' | 'detach'
  /** Longest accepted text in characters; default 16 Mi. */
  readonly maxLength?: number
}

/** One difference, as commit messages, pull requests, outputs and logs show it. `null` stands for absent too. */
export interface Change {
  /** Dotted, for example `artifact.integrity`, `hosts[0]` or `annotations["a.b/c"]`. */
  path: string
  from: unknown
  to: unknown
  /** Line of the value in the new text, counted from 1; of a deleted one in the old text. */
  line: number
}

export type EditResult = { ok: true; text: string; changes: Change[] } | { ok: false; code: 'edit-refused'; message: string; path: string }
