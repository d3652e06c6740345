import assert from 'node:assert/strict'
import { test } from 'node:test'
import { total } from '../src/total.js'

test('sums prices by count', () => {
  assert.equal(total([{ price: 250, count: 2 }, { price: 100 }]), 600)
})
