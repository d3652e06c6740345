import { describe, expect, it } from 'vitest'
import { findObstacle } from './complete-version.ts'

const wanted = { mfe: 'cart', version: '1.4.0', integrity: 'sha512-a', entry: 'cart.js' }

describe('findObstacle', () => {
  it.each([
    ['the complete version', wanted, true, null],
    ['no manifest', null, true, 'artifact-entry-missing'],
    ['no entry', wanted, false, 'artifact-entry-missing'],
    ['another package under the same name', { ...wanted, integrity: 'sha512-b' }, true, 'version-exists-with-other-bytes'],
    ['another entry', { ...wanted, entry: 'main.js' }, true, 'version-exists-with-other-bytes'],
    ['the manifest of another version', { ...wanted, version: '1.3.0' }, true, 'version-exists-with-other-bytes'],
  ])('finds %s', (_, manifest, entryIsThere, code) => {
    expect(findObstacle(wanted, manifest, entryIsThere)?.code ?? null).toBe(code)
  })
})
