/** HTTP headers and labels that a store keeps beside the bytes of an object. */
export interface ObjectHeaders {
  contentType: string
  cacheControl: string
  contentEncoding?: string
  tags?: string[]
}

/** What a writer says about an object; `sha256` is lower-case hex and is checked against the bytes by the store. */
export interface ObjectMeta extends ObjectHeaders {
  sha256: string
}

export interface StoredObject extends ObjectMeta {
  key: string
  size: number
}

export interface ListedObject {
  key: string
  size: number
}

export type PutResult = 'created' | 'exists-equal' | 'exists-different'
export type CopyResult = 'copied' | 'exists-different' | 'missing'

/** Immutable objects by key. Bytes under a key never change once they are there; the store itself enforces it. */
export interface ArtifactStore {
  head(key: string): Promise<StoredObject | null>
  /** Writes only where nothing is; `exists-equal` and `exists-different` compare bytes by checksum, never headers. */
  putIfAbsent(key: string, body: Uint8Array, meta: ObjectMeta): Promise<PutResult>
  read(key: string): Promise<{ object: StoredObject; body: Uint8Array } | null>
  /** Keys that start with the prefix, in ascending order. */
  list(prefix: string): Promise<ListedObject[]>
  /** Copies bytes inside the store under new headers; `from` equal to `to` mends the headers in place. */
  copy(from: string, to: string, headers: ObjectHeaders): Promise<CopyResult>
}
