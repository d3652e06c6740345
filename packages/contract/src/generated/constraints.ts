// Generated from workflows-schema by scripts/generate.ts. Do not edit.

/** The alphabets of names: the pattern, and the same in words. */
export const grammar = {
  timestamp: { pattern: new RegExp("^\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d{1,9})?Z$", 'u'), allowed: "a UTC time such as 2026-11-22T21:38:18.123Z" },
  user: { pattern: new RegExp("^[A-Za-z0-9][A-Za-z0-9_-]{0,99}(?:\\[bot\\])?$", 'u'), allowed: "a GitHub login such as octocat or acme-dispatcher[bot]" },
  mfe: { pattern: new RegExp("^(?!(?:con|prn|aux|nul|com\\d|lpt\\d)$)[a-z0-9][a-z0-9-]{0,62}$", 'u'), allowed: "1 to 63 characters: small letters a-z, digits and hyphens, starting with a letter or digit (not a name that Windows reserves, such as con)" },
  environment: { pattern: new RegExp("^(?!(?:con|prn|aux|nul|com\\d|lpt\\d)$)[a-z0-9][a-z0-9-]{0,62}$", 'u'), allowed: "1 to 63 characters: small letters a-z, digits and hyphens, starting with a letter or digit (not a name that Windows reserves, such as con)" },
  semver: { pattern: new RegExp("^(?:0|[1-9]\\d{0,14})\\.(?:0|[1-9]\\d{0,14})\\.(?:0|[1-9]\\d{0,14})(?:-(?:0|[1-9]\\d{0,14}|\\d*[A-Za-z-][0-9A-Za-z-]*)(?:\\.(?:0|[1-9]\\d{0,14}|\\d*[A-Za-z-][0-9A-Za-z-]*))*)?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?$", 'u'), allowed: "a semantic version such as 1.4.0 or 2.0.0-rc.1" },
  version: { pattern: new RegExp("^(?:(?:0|[1-9]\\d{0,14})\\.(?:0|[1-9]\\d{0,14})\\.(?:0|[1-9]\\d{0,14})(?:-(?:0|[1-9]\\d{0,14}|\\d*[A-Za-z-][0-9A-Za-z-]*)(?:\\.(?:0|[1-9]\\d{0,14}|\\d*[A-Za-z-][0-9A-Za-z-]*))*)?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?|[0-9a-f]{40})$", 'u'), allowed: "a semantic version of at most 128 characters such as 1.4.0 or 2.0.0-rc.1 (no leading v, no range, no tag, numbers of at most 15 digits), or a commit sha of 40 small hexadecimal digits" },
  repository: { pattern: new RegExp("^[A-Za-z0-9][A-Za-z0-9_-]{0,38}/(?!\\.{1,2}$)[A-Za-z0-9._-]{1,100}$", 'u'), allowed: "owner/name of a GitHub repository, such as acme/cart" },
  ref: { pattern: new RegExp("^refs/(?:heads|tags|pull)/(?!.*(?:\\.\\.|//|@\\{|/\\.|\\.lock(?:/|$)))[A-Za-z0-9_@+=#,-](?:[A-Za-z0-9._/@+=#,-]*[A-Za-z0-9_@+=#,-])?$", 'u'), allowed: "a full git ref of at most 255 characters such as refs/heads/main or refs/tags/v1.4.0" },
  sha: { pattern: new RegExp("^[0-9a-f]{40}$", 'u'), allowed: "a full commit sha: 40 small hexadecimal digits" },
  requestId: { pattern: new RegExp("^[0-9a-f]{64}$", 'u'), allowed: "a SHA-256 in 64 small hexadecimal digits" },
  invalidationKey: { pattern: new RegExp("^(?:/(?!/)(?!(?:.*/)?\\.{1,2}(?:/|$))(?!.*//)(?!.*%2[eEfF])(?:[A-Za-z0-9._~+=&:@/?-]|%[0-9A-Fa-f]{2})*\\*?|#[A-Za-z0-9][A-Za-z0-9._:-]{0,127})$", 'u'), allowed: "a path such as /cart/* (URL-encoded, no .. segment, no empty segment, * only at the end) or a tag such as #cart (letters, digits, dots, colons, underscores, hyphens), at most 512 characters" },
} as const

/** The fields of a request, in the order of the schema. */
export const requestFields = [
  "type",
  "timestamp",
  "user",
  "mfe",
  "version",
  "environment",
  "cache_invalidation_keys",
  "repository",
  "ref",
  "sha"
] as const

/** Every stage of a deployment, in order. */
export const stageNames = [
  "accepted",
  "changed",
  "pull-request",
  "checked",
  "merged",
  "uploaded",
  "live",
  "purged"
] as const

/** Every way a request can end. */
export const outcomes = [
  "deployed",
  "unchanged",
  "rejected",
  "superseded",
  "awaiting-approval",
  "failed",
  "cancelled",
  "timed-out"
] as const
