import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { followReference, type JsonSchema, mapSchema, readSchemas, type SchemaName, schemaNames } from './json-schema.ts'

const root = new URL('../..', import.meta.url).pathname
const schemas = readSchemas(root)

function createAjv(): Ajv2020 {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true })
  ajv.addVocabulary(['x-allowed'])
  for (const name of schemaNames) ajv.addSchema(schemas[name])
  return ajv
}

function nodesOf(name: SchemaName): { path: string; node: JsonSchema }[] {
  const nodes: { path: string; node: JsonSchema }[] = []
  mapSchema(schemas[name], (node, path) => {
    nodes.push({ path, node })
    return node
  })
  return nodes
}

/** A reference says what it is at its target; names of properties and alternatives need no words of their own. */
function needsWords(path: string, node: JsonSchema): boolean {
  return node.$ref === undefined && !/\/(?:propertyNames|anyOf\/\d+)$/.test(path)
}

describe.each(schemaNames)('%s.schema.json', (name) => {
  it('is a JSON Schema 2020-12 that a standard validator compiles', () => {
    expect(schemas[name].$schema).toBe('https://json-schema.org/draft/2020-12/schema')
    expect(schemas[name].$id).toBe(`${name}.schema.json`)
    expect(createAjv().getSchema(`${name}.schema.json`)).toBeTypeOf('function')
  })

  it('closes every map', () => {
    const open = nodesOf(name).filter(({ node }) => node.type === 'object' && node.additionalProperties === undefined)
    expect(open.map(({ path }) => path)).toEqual([])
  })

  it('bounds every string, list and number', () => {
    const isBounded = ({ type, maxLength, pattern, enum: values, maxItems, maximum }: JsonSchema) =>
      type === 'string'
        ? maxLength !== undefined || values !== undefined || pattern !== undefined
        : type === 'array'
          ? maxItems !== undefined
          : type !== 'integer' || maximum !== undefined
    expect(
      nodesOf(name)
        .filter(({ node }) => !isBounded(node))
        .map(({ path }) => path),
    ).toEqual([])
  })

  it('describes everything, and says in words what a pattern allows', () => {
    const silent = nodesOf(name).filter(({ path, node }) => needsWords(path, node) && !node.description)
    expect(silent.map(({ path }) => path)).toEqual([])
    const cryptic = nodesOf(name).filter(({ node }) => node.pattern !== undefined && !node['x-allowed'] && node.maxLength === undefined)
    expect(cryptic.map(({ path }) => path)).toEqual([])
  })

  it('titles everything and gives examples that are valid', () => {
    const ajv = createAjv()
    for (const { path, node } of nodesOf(name)) {
      if (!needsWords(path, node) || node.anyOf) continue
      expect(node.title, path).toBeTruthy()
      expect(node.examples?.length, path).toBeGreaterThan(0)
      const validate = path === '#' ? ajv.getSchema(`${name}.schema.json`) : ajv.compile({ $ref: `${name}.schema.json${path}` })
      for (const example of node.examples ?? []) expect(validate?.(example), `${path}: ${JSON.stringify(validate?.errors)}`).toBe(true)
    }
  })

  it('refers to schemas that exist', () => {
    const references = nodesOf(name).flatMap(({ node }) => (node.$ref === undefined ? [] : [node.$ref]))
    for (const reference of references) expect(followReference(schemas, name, reference).schema).toBeTypeOf('object')
  })
})

describe('the deployment request', () => {
  it('has exactly ten fields, all strings', () => {
    const { properties = {}, required = [] } = schemas['deployment-request']
    expect(Object.keys(properties)).toHaveLength(10)
    expect(required).toEqual(Object.keys(properties))
    const types = Object.values(properties).map(
      (node) => (node.$ref ? followReference(schemas, 'deployment-request', node.$ref).schema : node).type,
    )
    expect(new Set(types)).toEqual(new Set(['string']))
  })
})
