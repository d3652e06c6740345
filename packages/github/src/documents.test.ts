import { schema as publicSchema } from '@octokit/graphql-schema'
import { buildSchema, parse, specifiedRules, validate } from 'graphql'
import { describe, expect, it } from 'vitest'
import { branchDocument } from './branch.ts'
import { newBranchDocument } from './branch-commit.ts'
import { moveDocument } from './branch-move.ts'
import { changeDocument } from './change-snapshot.ts'
import { foldersDocument } from './folder-listing.ts'
import * as everything from './index.ts'
import { dequeueDocument, enqueueDocument } from './merge-queue.ts'
import { openPullRequestsDocument, pullRequestsOfHeadDocument } from './pull-request.ts'
import { pullRequestStateDocument } from './pull-request-state.ts'
import { snapshotDocument } from './repository-snapshot.ts'

// The published file defines two fields twice, so it cannot be checked itself.
const schema = buildSchema(publicSchema.idl, { assumeValidSDL: true })
const snapshots = [false, true].flatMap((some) =>
  [0, 1, 5].map((files) => snapshotDocument({ files, source: some, carrier: some, trace: some })),
)
const documents = [
  branchDocument,
  newBranchDocument,
  moveDocument,
  openPullRequestsDocument,
  pullRequestsOfHeadDocument,
  pullRequestStateDocument,
  enqueueDocument,
  dequeueDocument,
  changeDocument(0),
  changeDocument(7),
  foldersDocument(1),
  foldersDocument(20),
  ...snapshots,
]

describe("GitHub's public schema", () => {
  it.each(documents.map((document, index) => [index, nameOf(document), document] as const))(
    'accepts document %i, %s',
    (_, __, document) => {
      expect(validate(schema, parse(document), specifiedRules).map(({ message }) => message)).toEqual([])
    },
  )

  it('was asked about every document of this package', () => {
    const exported = Object.entries(everything).filter(([name, value]) => name.endsWith('Document') && typeof value === 'string')
    expect(exported.length).toBeGreaterThan(4)
    for (const [, document] of exported) expect(documents).toContain(document)
  })
})

function nameOf(document: string): string {
  return /(?:query|mutation) \w+/.exec(document)?.[0] ?? document
}
