import { describe, expect, it } from 'vitest'
import { onFirstUse } from './on-first-use.ts'

describe('a port on first use', () => {
  const calls = { add: true } as const
  const port = { add: async (a: number, b: number) => a + b }

  it('loads its code with the first call, once', async () => {
    let loads = 0
    const lazy = onFirstUse<typeof port>(calls, async () => {
      loads++
      return port
    })
    expect(loads).toBe(0)
    expect(await Promise.all([lazy.add(1, 2), lazy.add(3, 4)])).toEqual([3, 7])
    expect(loads).toBe(1)
  })

  it('has its calls as properties, so that it can be spread', async () => {
    expect(Object.keys({ ...onFirstUse<typeof port>(calls, async () => port) })).toEqual(['add'])
  })

  it('fails like its code', async () => {
    const lazy = onFirstUse<typeof port>(calls, async () => Promise.reject(new Error('no such file')))
    await expect(lazy.add(1, 2)).rejects.toThrow('no such file')
  })
})
