import { readFileSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { dirname, join } from 'node:path'
import { buildASTSchema, type DocumentNode, GraphQLError, type GraphQLSchema, Kind, parse, validate } from 'graphql'

let built: GraphQLSchema | null = null

/** GitHub's own schema, read when the first query comes: it takes a sixth of a second. */
export function githubSchema(): GraphQLSchema {
  if (built) return built
  // The package exports its entry only, which would parse five megabytes of JSON beside the text that is wanted.
  const file = join(dirname(findPackageJSON('@octokit/graphql-schema', import.meta.url) ?? ''), 'schema.graphql')
  built = buildASTSchema(parse(readFileSync(file, 'utf8'), { noLocation: true }), { assumeValidSDL: true })
  return built
}

export type ReadDocument = { readonly document: DocumentNode; readonly fields: readonly string[]; readonly mutates: boolean }

const known = new Map<string, ReadDocument | { readonly errors: readonly GraphQLError[] }>()

/** Parses a query and checks it against the schema; the same text is checked once. */
export function readDocument(source: string): ReadDocument | { readonly errors: readonly GraphQLError[] } {
  const found = known.get(source) ?? check(source)
  known.set(source, found)
  return found
}

function check(source: string): ReadDocument | { errors: readonly GraphQLError[] } {
  let document: DocumentNode
  try {
    document = parse(source)
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [error] }
    throw error
  }
  const errors = validate(githubSchema(), document)
  if (errors.length > 0) return { errors }
  const operations = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION)
  const fields = operations.flatMap(({ selectionSet }) =>
    selectionSet.selections.flatMap((one) => (one.kind === Kind.FIELD ? [one.name.value] : [])),
  )
  return { document, fields, mutates: operations.some(({ operation }) => operation === 'mutation') }
}
