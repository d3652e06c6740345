import assert from 'node:assert/strict'
import { test } from 'node:test'
import { matches } from '../src/matches.js'

test('finds names whatever the case', () => {
  assert.deepEqual(matches(['Apple', 'pear'], 'AP'), ['Apple'])
})
