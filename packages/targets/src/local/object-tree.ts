import { randomUUID } from 'node:crypto'
import { createReadStream, type Dirent } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { ListedObject, StoredObject } from '../artifact-store.ts'

// An object is a directory `<name>,object` that holds `body` and `meta.json`. It is filled under `pending` and then renamed to its
// place. rename(2) refuses to replace a directory that is not empty, so the file system itself lets one writer win, and an object is
// there with all of its bytes and metadata or not at all, whenever a process dies. Names are percent-encoded, so "," is ours alone.
const OBJECT = ',object'
const BODY = 'body'
const META = 'meta.json'
const ABANDONED_AFTER = 24 * 60 * 60 * 1000

export interface ObjectTree {
  /** True when this call created the object, false when there is one already. */
  create(object: StoredObject, body: AsyncIterable<Uint8Array>): Promise<boolean>
  remove(key: string): Promise<void>
  readMeta(key: string): Promise<StoredObject | null>
  /** Null for an object that is not there, or was removed a moment ago. */
  readBody(key: string): Promise<Uint8Array | null>
  openBody(key: string): AsyncIterable<Uint8Array>
  replaceMeta(object: StoredObject): Promise<void>
  list(prefix: string): Promise<ListedObject[]>
}

/** The files of a store below `root`. */
export async function openObjectTree(root: string): Promise<ObjectTree> {
  const store = join(root, 'store')
  const pending = join(root, 'pending')
  await Promise.all([mkdir(store, { recursive: true }), mkdir(pending, { recursive: true })])
  await removeAbandoned(pending)
  const place = (key: string): string => join(store, ...key.split('/').map(encodeURIComponent)) + OBJECT

  async function create(object: StoredObject, body: AsyncIterable<Uint8Array>): Promise<boolean> {
    const target = place(object.key)
    const draft = join(pending, randomUUID())
    await mkdir(draft)
    try {
      await Promise.all([
        writeFile(join(draft, BODY), body),
        writeFile(join(draft, META), serialize(object)),
        mkdir(dirname(target), { recursive: true }),
      ])
      return await renameIfAbsent(draft, target)
    } finally {
      await rm(draft, { recursive: true, force: true })
    }
  }

  /** Out of its place in one move, so that nobody sees half of it. */
  async function remove(key: string): Promise<void> {
    const draft = join(pending, randomUUID())
    await rename(place(key), draft).catch((error: unknown) => absent(error, undefined))
    await rm(draft, { recursive: true, force: true })
  }

  async function replaceMeta(object: StoredObject): Promise<void> {
    const draft = join(pending, randomUUID())
    await writeFile(draft, serialize(object))
    await rename(draft, join(place(object.key), META))
  }

  return {
    create,
    remove,
    replaceMeta,
    readMeta: async (key) => {
      const text = await readOrNull(join(place(key), META))
      return text === null ? null : (JSON.parse(text) as StoredObject)
    },
    readBody: (key) => readFile(join(place(key), BODY)).catch((error: unknown) => absent(error, null)),
    openBody: (key) => createReadStream(join(place(key), BODY)),
    list: (prefix) => listObjects(store, prefix),
  }
}

async function listObjects(store: string, prefix: string): Promise<ListedObject[]> {
  const parents = prefix.split('/').slice(0, -1)
  const found: ListedObject[] = []
  if (parents.every((segment) => segment !== '' && segment !== '.' && segment !== '..')) await walk(store, parents, found)
  return found.filter((object) => object.key.startsWith(prefix)).sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
}

async function walk(store: string, segments: string[], found: ListedObject[]): Promise<void> {
  const directory = join(store, ...segments.map(encodeURIComponent))
  for (const entry of await entriesOf(directory)) {
    if (!entry.isDirectory()) continue
    const isObject = entry.name.endsWith(OBJECT)
    const name = decodeURIComponent(isObject ? entry.name.slice(0, -OBJECT.length) : entry.name)
    if (!isObject) await walk(store, [...segments, name], found)
    else found.push(...(await listed([...segments, name].join('/'), join(directory, entry.name, BODY))))
  }
}

/** Nothing for an object that was removed meanwhile. */
async function listed(key: string, body: string): Promise<ListedObject[]> {
  const found = await stat(body).catch((error: unknown) => absent(error, null))
  return found === null ? [] : [{ key, size: found.size, modifiedAt: Math.floor(found.mtimeMs) }]
}

async function renameIfAbsent(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to)
    return true
  } catch (error) {
    if (['ENOTEMPTY', 'EEXIST'].includes(codeOf(error))) return false
    throw error
  }
}

/** Drafts of processes that died long ago. */
async function removeAbandoned(pending: string): Promise<void> {
  for (const entry of await entriesOf(pending)) {
    const draft = join(pending, entry.name)
    const age = await stat(draft).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    )
    if (age > ABANDONED_AFTER) await rm(draft, { recursive: true, force: true })
  }
}

async function entriesOf(directory: string): Promise<Dirent[]> {
  return readdir(directory, { withFileTypes: true }).catch((error: unknown) => absent(error, []))
}

async function readOrNull(file: string): Promise<string | null> {
  return readFile(file, 'utf8').catch((error: unknown) => absent(error, null))
}

function absent<T>(error: unknown, value: T): T {
  if (codeOf(error) === 'ENOENT') return value
  throw error
}

function serialize(object: StoredObject): string {
  return JSON.stringify(object, null, 2) + '\n'
}

function codeOf(error: unknown): string {
  return String((error as NodeJS.ErrnoException).code)
}
