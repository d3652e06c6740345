import { buildManifest } from '@mfe-gitops/artifact'
import type { ArtifactStore, PutResult } from '@mfe-gitops/targets'
import { beforeEach, describe, expect, it } from 'vitest'
import { uploadVersion } from './upload.ts'

const text = (value: string) => new TextEncoder().encode(value)
const files = new Map([
  ['cart.js', text('entry')],
  ['cart.css', text('style')],
  ['a-ABCD2345.js', text('a')],
  ['b-ABCD2346.js', text('b')],
])
const manifest = buildManifest({ mfe: 'cart', version: '1.4.0', integrity: 'sha512-x', entry: 'cart.js', files })
const upload = { prefix: 'cart/1.4.0', manifest, files, tags: ['cart'] }

/** A store that remembers the order of its writes, and answers what the test says. */
function recordingStore(answers: Readonly<Record<string, PutResult | Error>> = {}) {
  const events: string[] = []
  let open = 0
  const putIfAbsent: ArtifactStore['putIfAbsent'] = async (key) => {
    events.push(key)
    most = Math.max(most, ++open)
    await new Promise(setImmediate)
    open -= 1
    const answer = answers[key] ?? 'created'
    if (answer instanceof Error) throw answer
    return answer
  }
  const unused = () => Promise.reject(new Error('not used'))
  return { events, store: { putIfAbsent, head: unused, read: unused, list: unused, copy: unused } satisfies ArtifactStore }
}
let most = 0
beforeEach(() => {
  most = 0
})

const chunks = ['cart/1.4.0/a-ABCD2345.js', 'cart/1.4.0/b-ABCD2346.js']
const wholeOrder = [...chunks, 'cart/1.4.0/cart.css', 'cart/1.4.0/cart.js', 'cart/1.4.0/mfe-manifest.json']

describe('uploadVersion', () => {
  it('writes chunks, then pages, then the entry, then the manifest', async () => {
    const { events, store } = recordingStore()
    expect(await uploadVersion(store, upload)).toEqual({ uploaded: 4, skipped: 0 })
    expect(events).toEqual(wholeOrder)
  })

  it('goes on where an earlier run stopped', async () => {
    const { events, store } = recordingStore({ [chunks[0] ?? '']: 'exists-equal', [chunks[1] ?? '']: 'exists-equal' })
    expect(await uploadVersion(store, upload)).toEqual({ uploaded: 2, skipped: 2 })
    expect(events).toEqual(wholeOrder)
  })

  it.each<[string, PutResult | Error]>([
    ['a chunk that is there with other bytes', 'exists-different'],
    ['a store that fails', new Error('away')],
  ])('writes neither entry nor manifest after %s', async (_, answer) => {
    const { events, store } = recordingStore({ [chunks[1] ?? '']: answer })
    await expect(uploadVersion(store, upload)).rejects.toThrow()
    expect(events).toEqual(chunks)
  })

  it('names the file with other bytes', async () => {
    const { store } = recordingStore({ 'cart/1.4.0/mfe-manifest.json': 'exists-different' })
    await expect(uploadVersion(store, upload)).rejects.toMatchObject({
      code: 'version-exists-with-other-bytes',
      message: expect.stringContaining('cart/1.4.0/mfe-manifest.json'),
    })
  })

  it('keeps eight uploads open at most', async () => {
    const many = new Map(Array.from({ length: 60 }, (_, at) => [`c${at}-ABCD2345.js`, text(String(at))] as const))
    const all = new Map([...many, ['cart.js', text('entry')] as const])
    const big = buildManifest({ mfe: 'cart', version: '1.4.0', integrity: 'sha512-x', entry: 'cart.js', files: all })
    await uploadVersion(recordingStore().store, { ...upload, manifest: big, files: all })
    expect(most).toBe(8)
  })
})
