/**
 * Takes the operations that the lab serves out of GitHub's OpenAPI description, without prose, into one small file.
 *
 *   node scripts/extract-openapi.ts
 *
 * For maintainers, when the lab gets a route or GitHub a new description. The description is a package of 385 MB and no
 * dependency of this repository: it is fetched into a temporary folder, which goes away again.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { servedOperations } from '../packages/lab/src/github/rest/served-operations.ts'

const version = '23.0.2'
const member = 'package/generated/api.github.com.json'
const target = join(import.meta.dirname, '../packages/lab/src/github/generated/openapi.json')

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
type JsonObject = { [key: string]: Json }

function fetchDescription(): JsonObject {
  const folder = mkdtempSync(join(tmpdir(), 'openapi-'))
  try {
    execFileSync('npm', ['pack', `@octokit/openapi@${version}`, '--silent', '--pack-destination', folder], {
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    execFileSync('tar', ['-xzf', join(folder, `octokit-openapi-${version}.tgz`), '-C', folder, member])
    return JSON.parse(readFileSync(join(folder, member), 'utf8')) as JsonObject
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const prose = ['description', 'example', 'examples', 'title', 'summary', 'externalDocs', 'deprecated', 'default']

/** An OpenAPI 3.0 schema as JSON Schema: no prose, `nullable` as a type, references below `#/definitions/`. */
function toJsonSchema(schema: Json, within: 'schema' | 'names' = 'schema'): Json {
  if (Array.isArray(schema)) return schema.map((one) => toJsonSchema(one))
  if (typeof schema !== 'object' || schema === null) return schema
  // Below `properties` the keys are names of fields, and one of them may well be `title`.
  if (within === 'names') return mapValues(schema, (value) => toJsonSchema(value))
  const kept = Object.entries(schema).filter(([key]) => !prose.includes(key) && !key.startsWith('x-') && key !== 'nullable')
  const converted: JsonObject = {}
  for (const [key, value] of kept) {
    if (key === '$ref') converted.$ref = String(value).replace('#/components/schemas/', '#/definitions/')
    else if (key === 'enum' || key === 'required' || key === 'const') converted[key] = value
    else converted[key] = toJsonSchema(value, key === 'properties' ? 'names' : 'schema')
  }
  return schema.nullable === true ? nullable(converted) : converted
}

function nullable(schema: JsonObject): JsonObject {
  if (typeof schema.type !== 'string') return { anyOf: [{ type: 'null' }, schema] }
  return { ...schema, type: [schema.type, 'null'], ...(Array.isArray(schema.enum) ? { enum: [...schema.enum, null] } : {}) }
}

function mapValues(object: JsonObject, change: (value: Json) => Json): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]))
}

/** Looks up a path of keys. */
function at(value: Json | undefined, ...path: string[]): Json | undefined {
  const [key, ...rest] = path
  if (key === undefined) return value
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? at(value[key], ...rest) : undefined
}

function resolve(description: JsonObject, value: Json | undefined): Json | undefined {
  const reference = at(value, '$ref')
  return typeof reference === 'string' ? at(description, ...reference.split('/').slice(1)) : value
}

function jsonSchemaOf(content: Json | undefined): Json {
  const schema = at(content, 'application/json', 'schema')
  return schema === undefined ? null : toJsonSchema(schema)
}

function operationOf(description: JsonObject, route: string): JsonObject {
  const [method = '', path = ''] = route.split(' ')
  const operation = at(description, 'paths', path, method.toLowerCase())
  if (operation === undefined) throw new Error(`${route} is not in GitHub's description: is it spelled as there?`)
  const responses = at(operation, 'responses') as JsonObject
  return {
    request: jsonSchemaOf(at(operation, 'requestBody', 'content')),
    responses: mapValues(responses, (response) => jsonSchemaOf(at(resolve(description, response), 'content'))),
  }
}

function referencesIn(value: Json): string[] {
  return [...JSON.stringify(value).matchAll(/"#\/definitions\/([^"]+)"/g)].map((found) => found[1] ?? '')
}

/** The schemas that the operations lead to, and those lead to, and so on. */
function definitionsFor(description: JsonObject, operations: JsonObject): JsonObject {
  const definitions: JsonObject = {}
  const waiting = referencesIn(operations)
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (name in definitions) continue
    const schema = toJsonSchema(at(description, 'components', 'schemas', name) ?? {})
    definitions[name] = schema
    waiting.push(...referencesIn(schema))
  }
  return Object.fromEntries(Object.entries(definitions).sort(([one], [other]) => (one < other ? -1 : 1)))
}

const description = fetchDescription()
const operations: JsonObject = Object.fromEntries(servedOperations.map((route) => [route, operationOf(description, route)]))
const file = { source: `@octokit/openapi ${version}, api.github.com`, operations, definitions: definitionsFor(description, operations) }
writeFileSync(target, `${JSON.stringify(file)}\n`)
process.stdout.write(`${servedOperations.length} operations and ${Object.keys(file.definitions).length} schemas written to ${target}\n`)
