import { PRUNE_MARKS } from '../prune-mark.ts'
import { calls, narrowGrants, type Resource, type Role, roles } from './calls.ts'

/** What the names in a policy stand for; the default are placeholders for whoever fills them in. */
export interface PolicyNames {
  readonly partition: string
  readonly region: string
  readonly account: string
  readonly bucket: string
  /** With a slash at its end, or empty. */
  readonly prefix: string
  readonly table: string
  readonly distribution: string
}

export interface PolicyStatement {
  readonly Sid: string
  readonly Effect: 'Allow'
  readonly Action: readonly string[]
  readonly Resource: string
}

export interface PolicyDocument {
  readonly Version: '2012-10-17'
  readonly Statement: readonly PolicyStatement[]
}

const placeholders: PolicyNames = {
  partition: '${Partition}',
  region: '${Region}',
  account: '${Account}',
  bucket: '${Bucket}',
  prefix: '${Prefix}',
  table: '${Table}',
  distribution: '${Distribution}',
}

/** The IAM policy of a role: exactly the rights that its calls take, on exactly the resources of one target. */
export function policyOf(role: Role, names: PolicyNames = placeholders): PolicyDocument {
  const grants = [...roles[role].flatMap((call) => calls[call] ?? []), ...(narrowGrants[role] ?? [])]
  const resources = [...new Set(grants.map(({ resource }) => resource))]
  const statements = resources.map((resource) => ({
    Sid: `${role}-${resource}`.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()),
    Effect: 'Allow' as const,
    Action: [...new Set(grants.filter((one) => one.resource === resource).map(({ action }) => action))].sort(),
    Resource: arnOf(resource, names),
  }))
  return { Version: '2012-10-17', Statement: statements }
}

function arnOf(resource: Resource, { partition, region, account, bucket, prefix, table, distribution }: PolicyNames): string {
  switch (resource) {
    case 'bucket':
      return `arn:${partition}:s3:::${bucket}`
    case 'objects':
      return `arn:${partition}:s3:::${bucket}/${prefix}*`
    case 'marks':
      return `arn:${partition}:s3:::${bucket}/${prefix}*/${PRUNE_MARKS}/*`
    case 'table':
      return `arn:${partition}:dynamodb:${region}:${account}:table/${table}`
    case 'distribution':
      return `arn:${partition}:cloudfront::${account}:distribution/${distribution}`
  }
}
