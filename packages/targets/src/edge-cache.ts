/** `reference` names the purge: the same reference with the same keys is the same purge, however often it is sent. */
export interface PurgeRequest {
  reference: string
  /** Absolute URL paths; `*` only as the last character. */
  paths: string[]
  /** Tags without the leading `#`. */
  tags: string[]
}

export interface Purge {
  /** `none` when there was nothing to purge. */
  id: string
  status: 'completed' | 'in-progress'
  /** Paths and tags that the CDN counts for its bill; 0 where purges are free. A repeat of a purge is not charged again. */
  charged: number
}

/** The caches in front of the store. An empty purge does nothing; it never means "everything". */
export interface EdgeCache {
  purge(request: PurgeRequest): Promise<Purge>
  /** Null for an id that the cache does not know. */
  status(id: string): Promise<Purge | null>
}

export interface PurgeRecord {
  seq: number
  paths: string[]
  tags: string[]
}

/** Purges in the order they were accepted, for a cache that follows them itself. */
export interface PurgeFeed {
  /** Records with a sequence number above `seq`, oldest first. */
  after(seq: number): Promise<PurgeRecord[]>
}
