import { parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { graphqlCost } from './graphql-cost.ts'

describe('points of a document', () => {
  it.each([
    [
      'the example of the documents',
      '{ viewer { repositories(first: 100) { nodes { issues(first: 50) { nodes { labels(first: 60) { nodes { id } } } } } } } }',
      51,
    ],
    ['no connection', '{ repository(owner: "a", name: "b") { id } }', 1],
    ['a mutation', 'mutation { createRef(input: {}) { ref { id } } }', 1],
    [
      'connections beside each other',
      '{ repository(owner: "a", name: "b") { issues(first: 100) { nodes { id } } labels(last: 100) { nodes { id } } } }',
      1,
    ],
    ['fragments', '{ v { r(first: 100) { ...F ... on R { b(first: 1) { n } } } } } fragment F on R { a(first: 2) { n } }', 2],
  ])('%s', (_, source, points) => {
    expect(graphqlCost(parse(source))).toBe(points)
  })

  it('reads sizes from variables', () => {
    const source = 'query($n: Int) { v { r(first: $n) { a(first: 2) { n } } } }'
    expect([10, 1000].map((n) => graphqlCost(parse(source), { n }))).toEqual([1, 10])
  })
})
