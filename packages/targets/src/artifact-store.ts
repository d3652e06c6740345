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

/** Bytes that are not held in memory. */
export interface ByteSource {
  size: number
  /**
   * The bytes from the start each time, for a repeat after a fault. A source that reads them from elsewhere fills the memory that `lend`
   * gives, as far as there are bytes; one that has them passes them on as they are.
   */
  open(lend?: () => Uint8Array): AsyncIterable<Uint8Array>
  /** All of it at once, where that takes fewer steps. */
  bytes?(): Promise<Uint8Array>
}

export type ObjectBody = Uint8Array | ByteSource

export interface ListedObject {
  key: string
  size: number
  /** When it was written, in milliseconds since 1970 by the store's clock. */
  modifiedAt: number
}

export type PutResult = 'created' | 'exists-equal' | 'exists-different'
export type CopyResult = 'copied' | 'unchanged' | 'exists-different' | 'missing'

/** Immutable objects by key. Bytes under a key never change once they are there; the store itself enforces it. */
export interface ArtifactStore {
  head(key: string): Promise<StoredObject | null>
  /** Writes only where nothing is; `exists-equal` and `exists-different` compare bytes by checksum, never headers. */
  putIfAbsent(key: string, body: ObjectBody, meta: ObjectMeta): Promise<PutResult>
  read(key: string): Promise<{ object: StoredObject; body: Uint8Array } | null>
  /** Keys that start with the prefix, in ascending order. */
  list(prefix: string): Promise<ListedObject[]>
  /**
   * Copies bytes inside the store under new headers; `from` equal to `to` mends the headers in place, and is `unchanged` when the object
   * has them.
   */
  copy(from: string, to: string, headers: ObjectHeaders): Promise<CopyResult>
}

/** Apart from the store, because no deployment ever removes anything: only pruning does, with rights of its own. */
export interface Pruner {
  /** Removes one object. Removing what is not there is no error. */
  remove(key: string): Promise<void>
}
