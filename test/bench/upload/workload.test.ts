import { gzipSync } from 'node:zlib'
import { transformSync } from 'esbuild'
import { describe, expect, it } from 'vitest'
import { hasContentHash } from '../../../packages/artifact/src/file-headers.ts'
import { fileNames, noiseFrom, script } from './workload.ts'

describe('the files of the bench', () => {
  it('have names as a bundler gives them, each its own', () => {
    const names = fileNames({ name: '', files: 2000, bytes: 1, kind: 'scripts' })
    expect(names[0]).toBe('index.js')
    expect(new Set(names).size).toBe(2000)
    expect(names.slice(1).filter((name) => !hasContentHash(name))).toEqual([])
  })

  it('are the same every time, of the size that was asked for, and compress as scripts do', () => {
    const bytes = script(10_000, noiseFrom(1))
    expect(Buffer.compare(bytes, script(10_000, noiseFrom(1)))).toBe(0)
    expect(bytes.byteLength).toBe(10_000)
    expect(() => transformSync(Buffer.from(bytes).toString())).not.toThrow()
    const share = gzipSync(bytes).byteLength / bytes.byteLength
    expect(share).toBeGreaterThan(0.1)
    expect(share).toBeLessThan(0.5)
  })
})
