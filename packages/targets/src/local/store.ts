import { createHash } from 'node:crypto'
import type { ArtifactStore, CopyResult, ObjectHeaders, ObjectMeta, PutResult, StoredObject } from '../artifact-store.ts'
import { checkKey } from '../storage-key.ts'
import { asTargetError, TargetError } from '../target-error.ts'
import { openObjectTree } from './object-tree.ts'

/** Objects as files below a directory. */
export async function localStore(root: string): Promise<ArtifactStore> {
  const tree = await openObjectTree(root)

  async function head(key: string): Promise<StoredObject | null> {
    return tree.readMeta(checkKey(key))
  }

  async function read(key: string): Promise<{ object: StoredObject; body: Uint8Array } | null> {
    const object = await head(key)
    if (object === null) return null
    const body = await tree.readBody(key)
    checkDigest(key, body, object.sha256)
    return { object, body }
  }

  async function putIfAbsent(key: string, body: Uint8Array, meta: ObjectMeta): Promise<PutResult> {
    checkDigest(checkKey(key), body, meta.sha256)
    const object: StoredObject = { key, size: body.byteLength, sha256: meta.sha256, ...headersOf(meta) }
    if (await tree.create(object, body)) return 'created'
    const existing = await tree.readMeta(key)
    return existing?.sha256 === meta.sha256 ? 'exists-equal' : 'exists-different'
  }

  async function copy(from: string, to: string, headers: ObjectHeaders): Promise<CopyResult> {
    const source = await read(from)
    if (source === null) return 'missing'
    const target: StoredObject = { key: checkKey(to), size: source.object.size, sha256: source.object.sha256, ...headersOf(headers) }
    if (from !== to) {
      if (await tree.create(target, source.body)) return 'copied'
      const existing = await tree.readMeta(to)
      if (existing?.sha256 !== target.sha256) return 'exists-different'
    }
    await tree.replaceMeta(target)
    return 'copied'
  }

  const effect = <T>(what: string, work: () => Promise<T>): Promise<T> => asTargetError('store-failed', what, work)
  return {
    head: (key) => effect(`Reading ${key}`, () => head(key)),
    read: (key) => effect(`Reading ${key}`, () => read(key)),
    putIfAbsent: (key, body, meta) => effect(`Writing ${key}`, () => putIfAbsent(key, body, meta)),
    copy: (from, to, headers) => effect(`Copying ${from}`, () => copy(from, to, headers)),
    list: (prefix) => effect(`Listing ${prefix}`, () => tree.list(prefix)),
  }
}

function headersOf({ contentType, cacheControl, contentEncoding, tags }: ObjectHeaders): ObjectHeaders {
  return {
    contentType,
    cacheControl,
    ...(contentEncoding === undefined ? {} : { contentEncoding }),
    ...(tags === undefined ? {} : { tags }),
  }
}

function checkDigest(key: string, body: Uint8Array, sha256: string): void {
  const seen = createHash('sha256').update(body).digest('hex')
  if (seen === sha256) return
  throw new TargetError(
    'integrity-mismatch',
    `The bytes of ${key} have the SHA-256 ${seen}, but ${sha256} was expected. Fetch the artifact again.`,
  )
}
