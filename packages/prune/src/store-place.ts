import { findTarget, type GitopsConfig, type PortDescriptor, type TargetDescriptor } from '@mfe-gitops/contract'

/** Where a store is, however gitops.yaml spells it. */
export interface StorePlace {
  /** What tells it from other stores, such as `s3://bucket/prefix`. */
  readonly name: string
  /** What its keys may be shared in: `local`, or a bucket; `*` when the name does not tell which bucket it is. */
  readonly root: string
  /** Path below the root, with a slash at its end. */
  readonly path: string
}

/** The absolute path of the folder of a local target, with links followed; without a folder in gitops.yaml, that of this machine's environment. */
export type LocalFolder = (directory: string | undefined) => string

/** The store of a target; null when gitops.yaml has no target of this name. */
export function storePlace(config: Pick<GitopsConfig, 'targets'>, target: string, localFolder: LocalFolder): StorePlace | null {
  const descriptor = findTarget(config, target)
  if (descriptor === undefined) return null
  const { provider, directory, bucket = '', prefix, endpoint } = storeOf(descriptor)
  if (provider === 'local') {
    const folder = localFolder(directory)
    return { name: `local ${folder}`, root: 'local', path: withSlash(folder) }
  }
  const [below, service] = [prefix === undefined ? '' : `/${prefix}`, otherService(endpoint)]
  return {
    name: `s3://${bucket}${below}${service === null ? '' : ` at ${service}`}`,
    root: ACCESS_POINT_ALIAS.test(bucket) ? '*' : bucket,
    path: withSlash(below),
  }
}

/**
 * Whether a key of one may be a key of the other. One service may have many addresses, so that a bucket of the same name counts as the same one at
 * every endpoint: at worst a version stays that could go.
 */
export function mayShareObjects(one: StorePlace, other: StorePlace): boolean {
  const isSameRoot = one.root === other.root || (one.root === '*' && other.root !== 'local') || (other.root === '*' && one.root !== 'local')
  return isSameRoot && (one.path.startsWith(other.path) || other.path.startsWith(one.path))
}

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-naming.html: an alias stands for a bucket wherever a name is asked for.
const ACCESS_POINT_ALIAS = /(?:-s3alias|--ol-s3|--op-s3)$/

/** The endpoint as one spelling of it; null for Amazon's own, which a target without endpoint has too. */
function otherService(endpoint: string | undefined): string | null {
  if (endpoint === undefined) return null
  const url = URL.parse(endpoint)
  if (url === null) return endpoint
  return /\.amazonaws\.com$/.test(url.hostname) ? null : url.origin
}

function storeOf({ ports, ...descriptor }: TargetDescriptor): PortDescriptor {
  return ports?.store ?? (descriptor as PortDescriptor)
}

function withSlash(path: string): string {
  return path.endsWith('/') ? path : `${path}/`
}
