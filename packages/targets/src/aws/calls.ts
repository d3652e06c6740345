/** What an IAM statement is about. */
export type Resource = 'objects' | 'marks' | 'bucket' | 'table' | 'distribution'

/** A right, as IAM calls the action, on one kind of resource. */
export interface Grant {
  readonly action: string
  readonly resource: Resource
}

const grant = (action: string, resource: Resource): Grant => ({ action, resource })

const getObject = grant('s3:GetObject', 'objects')
const putObject = grant('s3:PutObject', 'objects')
// Without the right to list, S3 answers 403 for an object that is not there, and "absent" cannot be told from "forbidden".
const listBucket = grant('s3:ListBucket', 'bucket')

/** Every call that this provider makes, with the rights it takes. A test holds it against the calls of the conformance suite. */
export const calls: Readonly<Record<string, readonly Grant[]>> = {
  HeadObject: [getObject, listBucket],
  GetObject: [getObject, listBucket],
  ListObjectsV2: [listBucket],
  PutObject: [putObject],
  CreateMultipartUpload: [putObject],
  UploadPart: [putObject],
  CompleteMultipartUpload: [putObject],
  AbortMultipartUpload: [grant('s3:AbortMultipartUpload', 'objects')],
  CopyObject: [getObject, putObject],
  DeleteObject: [grant('s3:DeleteObject', 'objects')],
  GetItem: [grant('dynamodb:GetItem', 'table')],
  Query: [grant('dynamodb:Query', 'table')],
  // IAM knows no transactions, only the writes in them.
  TransactWriteItems: [grant('dynamodb:PutItem', 'table')],
  CreateInvalidation: [grant('cloudfront:CreateInvalidation', 'distribution')],
  GetInvalidation: [grant('cloudfront:GetInvalidation', 'distribution')],
}

const reading = ['HeadObject', 'GetObject', 'ListObjectsV2', 'GetItem', 'Query'] as const
const writing = [
  'PutObject',
  'CreateMultipartUpload',
  'UploadPart',
  'CompleteMultipartUpload',
  'AbortMultipartUpload',
  'CopyObject',
] as const

export type Role = 'deploy' | 'prune' | 'edge'

/** The calls of each role. Nobody who deploys can delete, and nobody who prunes can deploy. */
export const roles: Readonly<Record<Role, readonly string[]>> = {
  deploy: [...reading, ...writing, 'TransactWriteItems', 'CreateInvalidation', 'GetInvalidation'],
  prune: [...reading, 'DeleteObject'],
  edge: ['HeadObject', 'GetObject', 'GetItem', 'Query'],
}

/** Rights on fewer objects than a call of that name could reach. */
export const narrowGrants: Readonly<Partial<Record<Role, readonly Grant[]>>> = {
  // A prune writes its marks and nothing else: no file, no manifest, no live row.
  prune: [grant('s3:PutObject', 'marks')],
}
