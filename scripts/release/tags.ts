import { ReleaseError } from './release-error.ts'

export interface ReleaseTags {
  /** Never moves again. */
  readonly exact: string
  /** Moves with every release of its major version; null for a pre-release. */
  readonly moving: string | null
}

/** The tags of a version: 1.4.0 is v1.4.0 and v1, 2.0.0-rc.1 is v2.0.0-rc.1 alone. */
export function releaseTags(version: string): ReleaseTags {
  const match = /^(0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(-(?:[0-9A-Za-z-]+)(?:\.[0-9A-Za-z-]+)*)?$/.exec(version)
  if (match === null)
    throw new ReleaseError([`--version ${JSON.stringify(version)} must be a semantic version without a leading v, as in 1.4.0.`])
  return { exact: `v${version}`, moving: match[2] === undefined ? `v${match[1]}` : null }
}
