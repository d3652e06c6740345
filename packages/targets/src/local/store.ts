import type {
  ArtifactStore,
  CopyResult,
  ObjectBody,
  ObjectHeaders,
  ObjectMeta,
  Pruner,
  PutResult,
  StoredObject,
} from '../artifact-store.ts'
import { checkDigest, sha256Of, sizeOf, verified } from '../object-body.ts'
import { hasHeaders } from '../same-headers.ts'
import { checkKey } from '../storage-key.ts'
import { asTargetError } from '../target-error.ts'
import { type ObjectTree, openObjectTree } from './object-tree.ts'

/** Objects as files below a directory. */
export async function localStore(root: string): Promise<{ store: ArtifactStore; pruner: Pruner }> {
  const tree = await openObjectTree(root)
  const effect = <T>(what: string, work: () => Promise<T>): Promise<T> => asTargetError('store-failed', what, work)
  return {
    store: {
      head: (key) => effect(`Reading ${key}`, () => head(tree, key)),
      read: (key) => effect(`Reading ${key}`, () => read(tree, key)),
      putIfAbsent: (key, body, meta) => effect(`Writing ${key}`, () => putIfAbsent(tree, { key, meta }, body)),
      copy: (from, to, headers) => effect(`Copying ${from}`, () => copy(tree, { from, to }, headers)),
      list: (prefix) => effect(`Listing ${prefix}`, () => tree.list(prefix)),
    },
    pruner: { remove: (key) => effect(`Removing ${key}`, () => tree.remove(checkKey(key))) },
  }
}

async function head(tree: ObjectTree, key: string): Promise<StoredObject | null> {
  return tree.readMeta(checkKey(key))
}

async function read(tree: ObjectTree, key: string): Promise<{ object: StoredObject; body: Uint8Array } | null> {
  const object = await head(tree, key)
  if (object === null) return null
  const body = await tree.readBody(key)
  if (body === null) return null
  checkDigest(key, sha256Of(body), object.sha256)
  return { object, body }
}

async function putIfAbsent(tree: ObjectTree, { key, meta }: { key: string; meta: ObjectMeta }, body: ObjectBody): Promise<PutResult> {
  const object: StoredObject = { key: checkKey(key), size: sizeOf(body), sha256: meta.sha256, ...headersOf(meta) }
  const existing = await tree.readMeta(key)
  if (existing === null && (await tree.create(object, verified(key, body, meta.sha256)))) return 'created'
  // The bytes were not read when the object was there before, so they are compared by what their writer says of them.
  return (existing ?? (await tree.readMeta(key)))?.sha256 === meta.sha256 ? 'exists-equal' : 'exists-different'
}

async function copy(tree: ObjectTree, { from, to }: { from: string; to: string }, headers: ObjectHeaders): Promise<CopyResult> {
  const source = await head(tree, from)
  if (source === null) return 'missing'
  if (from === to && hasHeaders(source, headers)) return 'unchanged'
  const target: StoredObject = { key: checkKey(to), size: source.size, sha256: source.sha256, ...headersOf(headers) }
  const body = verified(from, { size: source.size, open: () => tree.openBody(from) }, source.sha256)
  if (from === to) for await (const _ of body);
  else {
    if (await tree.create(target, body)) return 'copied'
    const existing = await tree.readMeta(to)
    if (existing?.sha256 !== target.sha256) return 'exists-different'
  }
  await tree.replaceMeta(target)
  return 'copied'
}

function headersOf({ contentType, cacheControl, contentEncoding, tags }: ObjectHeaders): ObjectHeaders {
  return {
    contentType,
    cacheControl,
    ...(contentEncoding === undefined ? {} : { contentEncoding }),
    ...(tags === undefined ? {} : { tags }),
  }
}
