import { describe, expect, it } from 'vitest'
import { parseGitopsConfig } from './gitops-config.ts'
import { findTarget } from './target-config.ts'

const environments = 'schema: 1\nenvironments: { staging: { target: edge, url: https://staging.example.com } }\ntargets:\n'
const aws = '{ provider: aws, region: eu-central-1, bucket: acme-mfe, table: mfe-live }'
const parse = (targets: Record<string, string>) =>
  parseGitopsConfig(
    environments +
      Object.entries(targets)
        .map(([name, target]) => `  ${name}: ${target}\n`)
        .join(''),
    'gitops.yaml',
  )
const faults = (targets: Record<string, string>) => {
  const parsed = parse(targets)
  return parsed.ok ? [] : parsed.reasons.map(({ message }) => message)
}
const mixed = '{ provider: mixed, ports: { store: files, table: rows, cache: files } }'
const parts = { files: '{ provider: local }', rows: '{ provider: aws, region: eu-central-1, table: mfe-live }' }

describe('targets in gitops.yaml', () => {
  it.each<[string, Record<string, string>]>([
    ['aws with what it needs', { edge: aws }],
    [
      'aws with everything',
      {
        edge: aws.replace(
          ' }',
          ', prefix: mfe/a, distribution: E2EXAMPLE1234, role: arn:aws:iam::123456789012:role/x, endpoint: https://s3.example.com }',
        ),
      },
    ],
    ['a mixed one, whose parts need only the fields of their ports', { edge: mixed, ...parts }],
    ['one that nothing uses and that is not complete', { edge: aws, later: '{ provider: aws, region: eu-central-1 }' }],
  ])('%s is accepted', (_, targets) => {
    expect(faults(targets)).toEqual([])
  })

  it.each<[string, Record<string, string>, string]>([
    ['a field that is missing', { edge: aws.replace(', bucket: acme-mfe', '') }, 'gitops.yaml:4, targets.edge.bucket: A field is missing'],
    [
      'a field of another provider',
      { edge: aws.replace(' }', ', directory: /srv }') },
      'targets.edge.directory: The provider aws does not take this field',
    ],
    ['a region that is none', { edge: aws.replace('eu-central-1', 'EU Central') }, 'targets.edge.region: The value is not allowed'],
    ['a distribution in an ARN', { edge: aws.replace(' }', ', distribution: "arn:aws:x" }') }, '8 to 32 capital letters A-Z and digits'],
    ['a role that is a user', { edge: aws.replace(' }', ', role: "arn:aws:iam::123456789012:user/x" }') }, 'the ARN of an IAM role'],
    ['a mixed one without ports', { edge: '{ provider: mixed }' }, 'targets.edge.ports: A field is missing'],
    [
      'a port of a target that does not exist',
      { edge: mixed, files: parts.files },
      'targets.edge.ports.table: There is no such target to take the port from (seen "rows"',
    ],
    ['a port of a mixed target', { edge: mixed, ...parts, rows: mixed }, 'targets.edge.ports.table: There is no such target'],
    [
      'a port whose target lacks its field',
      { edge: mixed, ...parts, rows: '{ provider: aws, region: eu-central-1 }' },
      'targets.edge.ports.table.table: A field is missing',
    ],
    [
      'ports of a target that is not mixed',
      { edge: aws.replace(' }', ', ports: { store: files, table: files, cache: files } }'), ...parts },
      'targets.edge.ports: The provider aws does not take this field',
    ],
  ])('%s is refused', (_, targets, message) => {
    expect(faults(targets).join('\n')).toContain(message)
  })
})

it('finds a mixed target with the targets of its ports, and no other name', () => {
  const parsed = parse({ edge: mixed, ...parts })
  if (!parsed.ok) throw new Error('not parsed')
  const files = { provider: 'local' }
  const rows = { provider: 'aws', region: 'eu-central-1', table: 'mfe-live' }
  expect(findTarget(parsed.value, 'edge')).toEqual({ provider: 'mixed', ports: { store: files, table: rows, cache: files } })
  expect(findTarget(parsed.value, 'constructor')).toBeUndefined()
})
