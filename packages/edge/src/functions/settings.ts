import type { AwsPlaces } from '@mfe-gitops/targets/aws-reader'
import type { ImportMapStyle } from '../import-map.ts'
import type { CloudFrontHeaders, CloudFrontRequest } from './cloudfront-event.ts'

/** What a function at the edge must know. Lambda@Edge has no environment variables, so all of it stands at the origin. */
export interface Settings extends AwsPlaces {
  readonly environment: string
  readonly importMap: ImportMapStyle
  /** Milliseconds for which what the live table said is good for other requests. */
  readonly tableLifetime: number
}

/** Long enough that a crowd costs one read, short enough that nobody notices after a deployment. */
const TABLE_LIFETIME = 1_000

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html; a website endpoint has no signature and is none of these.
const BUCKET_HOST = /^(.+)\.s3(?:\.dualstack)?\.([a-z]{2}(?:-[a-z]+)+-\d)\.amazonaws\.com(?:\.cn)?$/

/** Bucket, region and prefix come from the origin itself, the rest from its custom headers, which no visitor can send. */
export function readSettings(origin: CloudFrontRequest['origin']): Settings {
  const s3 = origin?.s3
  if (s3 === undefined) throw new SettingsError('The behaviour has no S3 origin', 'Put this function on behaviours of the bucket.')
  const [, bucket, region] = BUCKET_HOST.exec(s3.domainName) ?? []
  if (bucket === undefined || region === undefined)
    throw new SettingsError(
      `The origin ${JSON.stringify(s3.domainName)} does not name a bucket and its region`,
      'Use the form acme-mfe.s3.eu-central-1.amazonaws.com.',
    )
  const text = (name: string) => firstValue(s3.customHeaders, name)
  const needed = (name: string) => {
    const value = text(name)
    if (value !== undefined) return value
    throw new SettingsError(`The origin has no custom header ${name}`, 'Add it to the origin in the distribution.')
  }
  return {
    environment: needed('x-mfe-environment'),
    table: needed('x-mfe-table'),
    tableRegion: text('x-mfe-table-region') ?? region,
    importMap: oneOf(text('x-mfe-import-map') ?? 'pinned', ['pinned', 'live']),
    tableLifetime: milliseconds(text('x-mfe-table-lifetime')),
    bucket,
    region,
    prefix: s3.path.replace(/^\/+|\/+$/g, ''),
  }
}

/** Nothing that a visitor can mend: it goes to the log of the function. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError'

  constructor(fault: string, remedy: string) {
    super(`${fault}. ${remedy}`)
  }
}

function firstValue(headers: CloudFrontHeaders, name: string): string | undefined {
  return headers[name]?.[0]?.value || undefined
}

function oneOf<T extends string>(value: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === value)
  if (found !== undefined) return found
  throw new SettingsError(`The custom header x-mfe-import-map is ${JSON.stringify(value)}`, `Use one of ${allowed.join(', ')}.`)
}

function milliseconds(value: string | undefined): number {
  if (value === undefined) return TABLE_LIFETIME
  if (/^\d{1,5}$/.test(value)) return Number(value)
  throw new SettingsError(`The custom header x-mfe-table-lifetime is ${JSON.stringify(value)}`, 'Use milliseconds from 0 to 99999.')
}
