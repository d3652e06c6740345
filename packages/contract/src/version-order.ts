import compare from 'semver/functions/compare.js'
import { grammar } from './generated/constraints.ts'

/** Precedence by semantic versioning: below 0 when `a` is older than `b`. Both must be semantic versions. */
export function compareVersions(a: string, b: string): number {
  return compare(a, b)
}

/** A semantic version as the contract allows it. */
export function isSemanticVersion(version: string): boolean {
  return version.length <= 128 && grammar.semver.pattern.test(version)
}

/** A full commit sha. */
export function isCommitSha(version: string): boolean {
  return grammar.sha.pattern.test(version)
}
