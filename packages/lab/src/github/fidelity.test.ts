import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const page = readFileSync(join(import.meta.dirname, '../../../../docs/lab-fidelity.md'), 'utf8')
const sources = readdirSync(import.meta.dirname, { recursive: true })
  .map((name) => String(name).replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
const marked = sources.filter((name) => readFileSync(join(import.meta.dirname, name), 'utf8').includes('from memory:'))
const listed = [...page.matchAll(/^\| `([^`]+\.ts)` \|/gm)].map((found) => found[1])

describe('docs/lab-fidelity.md', () => {
  it('lists exactly the files that hold something from memory', () => {
    expect(listed.sort()).toEqual(marked.sort())
  })
})
