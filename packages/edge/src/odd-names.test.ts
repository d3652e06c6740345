import { parseInvalidationKeys } from '@mfe-gitops/contract'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { encodePath } from '../../targets/src/aws/invalidation-plan.ts'
import { createLiveTarget, get, type LiveTarget } from '../test/live-target.ts'

const names = [
  'a b.js',
  'a,b.js',
  'a#b.js',
  'a?b=c.js',
  '100%.js',
  'a%20b.js',
  'a+b.js',
  'größe.js',
  '日本.js',
  "it's;(a)&=$@!~.js",
  '[id].js',
]

let live: LiveTarget
beforeEach(async () => {
  live = await createLiveTarget()
  for (const version of ['1.0.0', '1.0.1'])
    await live.upload('cart', version, Object.fromEntries(names.map((name) => [name, `${name} of ${version}`])))
  await live.activate('cart', '1.0.0')
})
afterEach(() => live.remove())

describe('release case 17: a file with an odd name', () => {
  it.each(names)('%s is served and purged under its URL, alone or in a list with others', async (name) => {
    const url = `/cart/${encodeURIComponent(name).replace(/[!'()*~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)}`
    const keys = parseInvalidationKeys(JSON.stringify(['/search/x.js', url]))
    if (!keys.ok) throw new Error(keys.reasons[0]?.message)
    expect(keys.value.paths.map(encodePath)).toEqual(['/search/x.js', encodePath(url)])
    expect(decodeURIComponent(encodePath(url))).toBe(`/cart/${name}`)

    const edge = live.edge()
    expect((await get(edge, url)).text).toBe(`${name} of 1.0.0`)
    await live.activate('cart', '1.0.1')
    expect((await get(edge, url)).text).toBe(`${name} of 1.0.0`)
    await live.purge(...keys.value.paths)
    expect((await get(edge, url)).text).toBe(`${name} of 1.0.1`)
  })
})
