// Generated from workflows-schema by scripts/generate.ts. Do not edit.
import type {ReasonCode} from './reason-codes.ts'

/**
 * Deploy moves forward, rollback goes back on purpose. Equals the event type of the dispatch.
 */
export type RequestType = 'deploy-mfe-trigger' | 'rollback-mfe-trigger'
/**
 * What newer means for a deploy request. version: semantic version precedence (default). ancestry: the requested commit descends from the live one. none: every request is newer.
 */
export type Ordering = 'version' | 'ancestry' | 'none'
/**
 * How well the sender is proved. basic: ids of the event and the registered repository. verified: the claimed run was read back. attested: artifact provenance is bound to commit and workflow. In gitops.yaml: the least level an environment accepts.
 */
export type ProofLevel = 'basic' | 'verified' | 'attested'
/**
 * The event that carries the request.
 */
export type Transport = 'repository_dispatch' | 'workflow_dispatch'
/**
 * Kind of version that may be deployed. semver (default): a semantic version. commit: a full commit sha. any: both.
 */
export type VersionKind = 'semver' | 'commit' | 'any'
/**
 * Where artifacts come from. npm: a package of an npm registry. tarball: a .tgz or .zip archive by HTTPS. oci: an artifact of an OCI registry.
 */
export type Source = 'npm' | 'tarball' | 'oci'
/**
 * How the request ended. Only deployed and unchanged are good ends.
 */
export type Outcome = 'deployed' | 'unchanged' | 'rejected' | 'superseded' | 'awaiting-approval' | 'failed' | 'cancelled' | 'timed-out'
/**
 * Name of a stage, in the order in which they happen.
 */
export type StageName = 'accepted' | 'changed' | 'pull-request' | 'checked' | 'merged' | 'uploaded' | 'live' | 'purged'

/**
 * The documents of the contract.
 */
export interface Documents {
  'deployment-request': DeploymentRequest
  'gitops-config': GitopsConfig
  registration: Registration
  'desired-state': DesiredState
  receipt: Receipt
}
/**
 * What an app repository asks for: one version of one micro-frontend in one environment. Sent as the client_payload of a repository_dispatch event, or as the request input of a workflow_dispatch event. Exactly these ten fields, all strings.
 */
export interface DeploymentRequest {
  type: RequestType
  /**
   * When the request was made, in UTC. Makes two requests for the same version different; never used for ordering.
   */
  timestamp: string
  /**
   * Login of the person or app that asked for the deployment. For people to read; who may send is decided by ids of the event.
   */
  user: string
  /**
   * Name of the micro-frontend. Part of file names, branch names, storage keys and URLs, therefore a small alphabet. Names that Windows reserves are refused, so that every clone works.
   */
  mfe: string
  /**
   * The version to deploy: a semantic version, or a full commit sha where the registration allows it. Tags and ranges such as latest or ^1 move and are refused.
   */
  version: string
  /**
   * Name of an environment in gitops.yaml.
   */
  environment: string
  /**
   * What to purge from the CDN once the version is live: paths (/cart/*) and tags (#cart), separated by commas, white space or new lines, or a JSON array of strings. Empty means the default of the registration.
   */
  cache_invalidation_keys: string
  /**
   * Full name of a GitHub repository.
   */
  repository: string
  /**
   * Full git ref that the version was built from.
   */
  ref: string
  /**
   * Full sha of a git commit.
   */
  sha: string
}
/**
 * gitops.yaml of the config repository, owned by the platform team: environments, targets, policy, transports.
 */
export interface GitopsConfig {
  /**
   * Version of this file's format. A version that this library does not know is refused.
   */
  schema: 1
  /**
   * Every environment that can be deployed to, by name.
   */
  environments: {
    [k: string]: EnvironmentConfig
  }
  /**
   * Where artifacts, the live table and the cache are, by name.
   */
  targets: {
    [k: string]: TargetConfig
  }
  senders?: Senders
  /**
   * Events that may carry a request. Default: both.
   *
   * @minItems 1
   * @maxItems 2
   */
  transports?: Transport[]
  desiredState?: DesiredStateLocation
  registrations?: RegistrationLocation
  checks?: ChecksConfig
}
/**
 * One environment.
 */
export interface EnvironmentConfig {
  /**
   * Name of an entry under targets.
   */
  target: string
  /**
   * Base URL under which the environment's edge serves /<mfe>/<file>.
   */
  url: string
  ordering?: Ordering
  frozen?: Frozen
  proof?: ProofLevel
}
/**
 * While present, every request is rejected with this reason.
 */
export interface Frozen {
  /**
   * Shown to whoever asks for a deployment.
   */
  reason: string
}
/**
 * A place to deploy to. The provider names the code that talks to it, and which of the other fields it takes.
 */
export interface TargetConfig {
  /**
   * local: files, SQLite and an in-process cache on the machine of the runner. aws: S3, DynamoDB and CloudFront. mixed: each port from a provider of its own.
   */
  provider: 'local' | 'aws' | 'mixed'
  /**
   * local: the folder. Default: the environment variable MFE_LOCAL_TARGET of the runner.
   */
  directory?: string
  /**
   * aws: region of bucket and table.
   */
  region?: string
  /**
   * aws: S3 bucket of the artifacts.
   */
  bucket?: string
  /**
   * aws: folder of the bucket below which everything is written. Default: the whole bucket.
   */
  prefix?: string
  /**
   * aws: DynamoDB table of the live versions, with the string keys pk and sk.
   */
  table?: string
  /**
   * aws: id of the CloudFront distribution that is purged. Absent: there is no CDN, and nothing is purged.
   */
  distribution?: string
  /**
   * aws: ARN of the IAM role that the release job assumes by its own identity (OIDC). Absent: the credentials that the runner has.
   */
  role?: string
  /**
   * aws: URL of a store that speaks the protocol of S3, when it is not S3 itself.
   */
  endpoint?: string
  ports?: TargetPorts
}
/**
 * mixed: which other entry of targets each port is taken from. Such an entry needs only the fields of its ports.
 */
export interface TargetPorts {
  /**
   * Name of an entry under targets.
   */
  store: string
  /**
   * Name of an entry under targets.
   */
  table: string
  /**
   * Name of an entry under targets.
   */
  cache: string
}
/**
 * Who may send a request: numeric ids of users and of app installations. Absent: anyone whom GitHub lets dispatch to the repository. Where gitops.yaml and a registration both name senders, both must allow the sender.
 */
export interface Senders {
  /**
   * Numeric ids of users, bot users of apps included.
   *
   * @maxItems 1000
   *
   * Items: Id that GitHub gives to a user, an app installation or a repository. Survives every rename.
   */
  users?: number[]
  /**
   * Numeric ids of app installations.
   *
   * @maxItems 1000
   *
   * Items: Id that GitHub gives to a user, an app installation or a repository. Survives every rename.
   */
  installations?: number[]
}
/**
 * Where the desired version of one micro-frontend in one environment is written. Path and key together must name both {environment} and {mfe}.
 */
export interface DesiredStateLocation {
  /**
   * A path below the root of the config repository. {environment} and {mfe} are replaced.
   */
  path: string
  /**
   * Path inside the file, for a file that several micro-frontends share. Default: the whole file.
   *
   * @maxItems 8
   *
   * Items: One key. {environment} and {mfe} are replaced.
   */
  key?: string[]
}
/**
 * Where the registration of one micro-frontend is.
 */
export interface RegistrationLocation {
  /**
   * A path below the root of the config repository. {environment} and {mfe} are replaced.
   */
  path: string
}
/**
 * Quality checks of deployment pull requests.
 */
export interface ChecksConfig {
  /**
   * Name of the commit status that the checks post, as a branch rule requires it. Default: gitops/deployment.
   */
  statusContext?: string
}
/**
 * mfes/<mfe>.yaml of the config repository, owned by the platform team and the app team: which repository owns the micro-frontend, what it may deploy, and where.
 */
export interface Registration {
  /**
   * Version of this file's format. A version that this library does not know is refused.
   */
  schema: 1
  /**
   * Name of the micro-frontend. Part of file names, branch names, storage keys and URLs, therefore a small alphabet. Names that Windows reserves are refused, so that every clone works.
   */
  mfe: string
  /**
   * Team that owns the micro-frontend. For people to read.
   */
  team?: string
  /**
   * Full name of a GitHub repository.
   */
  repository: string
  /**
   * Id that GitHub gives to a user, an app installation or a repository. Survives every rename.
   */
  repositoryId: number
  /**
   * Path of the workflow in the app repository that asks for deployments.
   */
  workflow: string
  senders?: Senders
  /**
   * Refs that may be deployed, each exact or with a * at its end. Default: refs/heads/main.
   *
   * @minItems 1
   * @maxItems 50
   *
   * Items: A full ref, or the start of one followed by *.
   */
  refs?: string[]
  versions?: VersionKind
  artifact: ArtifactSource
  /**
   * How single files are stored where the defaults do not fit. A later rule wins over an earlier one.
   *
   * @maxItems 50
   */
  files?: FileRule[]
  /**
   * Environments that the micro-frontend may be deployed to, by name. Each must exist in gitops.yaml.
   */
  environments: {
    [k: string]: RegisteredEnvironment
  }
}
/**
 * Where the built micro-frontend comes from.
 */
export interface ArtifactSource {
  source: Source
  /**
   * Name of the artifact in its source. npm: the package. tarball: the URL, with {version} in it. oci: the repository with its host, and a tag with {version} in it where the tag is not just the version.
   */
  name: string
  /**
   * Folder inside the artifact that holds the built files; a dot stands for the whole artifact. Default: dist for an npm package, otherwise a dot.
   */
  directory?: string
  /**
   * File that a page loads first, relative to the directory.
   */
  entry: string
  /**
   * Deploy *.map files as well. Default: false.
   */
  sourceMaps?: boolean
  digest?: Digest
  /**
   * npm: whether the registry's signature of the version is checked when its digest is looked up. require: there must be a right one. if-present: one that is there must be right, where the registry publishes keys. Default: they are not looked at.
   */
  signatures?: 'require' | 'if-present'
  provenance?: Provenance
  /**
   * What to do when files of the artifact refer to files that it does not hold. refuse (default): fail with the list. warn: deploy it, with a warning.
   */
  missingFiles?: 'refuse' | 'warn'
}
/**
 * Where a tarball's digest is published: a checksum file, or a header of the archive's own answer. Without it the archive is downloaded once to compute it.
 */
export interface Digest {
  /**
   * URL of a file that holds the digest, as sha256sum or sha512sum write it, with {version} in it.
   */
  url?: string
  /**
   * Name of the header that holds the hexadecimal digest.
   */
  header?: string
}
/**
 * npm: whether the package must prove by a Sigstore attestation that a workflow of the registered repository built it on a GitHub-hosted runner, from one of the registered refs and at the commit that the request names. A rollback comes from a later commit, so that it binds all but the commit. Default: it is not looked at.
 */
export interface Provenance {
  /**
   * require: there must be provenance. if-present: provenance that is there must be right.
   */
  level: 'require' | 'if-present'
  /**
   * Path of the workflow in the app repository that publishes the package.
   */
  workflow: string
  /**
   * The reusable workflow that publishes on behalf of it, as owner/repository/path. Default: the build workflow itself.
   */
  signer?: string
}
/**
 * What is special about the files that a pattern matches.
 */
export interface FileRule {
  /**
   * Pattern of paths below the directory; ** stands for any folders.
   */
  match: string
  /**
   * Media type to serve the files with.
   */
  contentType?: string
  /**
   * Cache-Control header of the files.
   */
  cacheControl?: string
  /**
   * More labels to purge the files by; the name of the micro-frontend always is one.
   *
   * @maxItems 9
   *
   * Items: A label that a CDN can purge by.
   */
  tags?: string[]
  /**
   * Whether brotli and gzip variants are stored beside the files. Default: true for text, JSON, SVG and WebAssembly from 1 KiB, where they are smaller.
   */
  compress?: boolean
}
/**
 * What is special about the micro-frontend in one environment.
 */
export interface RegisteredEnvironment {
  /**
   * Purged after a deployment when the request names none.
   *
   * @maxItems 100
   *
   * Items: A path of the CDN, with an optional * at its end, or a tag after a #.
   */
  cacheInvalidationKeys?: string[]
  frozen?: Frozen
}
/**
 * environments/<environment>/<mfe>.yaml of the config repository: the version that shall be live, and the request that asked for it. The single source of truth.
 */
export interface DesiredState {
  /**
   * Name of the micro-frontend. Part of file names, branch names, storage keys and URLs, therefore a small alphabet. Names that Windows reserves are refused, so that every clone works.
   */
  mfe: string
  /**
   * The version to deploy: a semantic version, or a full commit sha where the registration allows it. Tags and ranges such as latest or ^1 move and are refused.
   */
  version: string
  /**
   * Grows by one with every accepted change. Fences older runs out of the live table.
   */
  generation: number
  artifact: Artifact
  source: SourceCommit
  /**
   * Paths and tags to purge once the version is live.
   *
   * @maxItems 100
   *
   * Items: A path of the CDN, with an optional * at its end, or a tag after a #.
   */
  cacheInvalidationKeys: string[]
  request: RecordedRequest
  canary?: DesiredCanary
}
/**
 * The exact bytes that shall be live.
 */
export interface Artifact {
  source: Source
  /**
   * Name of the artifact in its source. npm: the package. tarball: the URL, with {version} in it. oci: the repository with its host, and a tag with {version} in it where the tag is not just the version.
   */
  name: string
  /**
   * Digest of the package, of the archive, or of the OCI manifest, as a subresource integrity string.
   */
  integrity: string
}
/**
 * The commit that the version was built from, as the request claims.
 */
export interface SourceCommit {
  /**
   * Full name of a GitHub repository.
   */
  repository: string
  /**
   * Full git ref that the version was built from.
   */
  ref: string
  /**
   * Full sha of a git commit.
   */
  sha: string
}
/**
 * The request that made this state.
 */
export interface RecordedRequest {
  /**
   * SHA-256, in hexadecimal, over the canonical JSON (RFC 8785) of the ten fields of a request.
   */
  id: string
  /**
   * Login of the person or app that asked for the deployment. For people to read; who may send is decided by ids of the event.
   */
  user: string
  /**
   * When the request was made, in UTC. Makes two requests for the same version different; never used for ordering.
   */
  timestamp: string
  type: RequestType
}
/**
 * A second version, which some of the visitors get. Setting, raising, finishing and aborting it are changes of this file like any other: the generation grows by one. A deployment or rollback to another version ends it.
 */
export interface DesiredCanary {
  /**
   * The version to deploy: a semantic version, or a full commit sha where the registration allows it. Tags and ranges such as latest or ^1 move and are refused.
   */
  version: string
  /**
   * Of 100 visitors, the number that gets the canary.
   */
  percentage: number
  artifact: Artifact
  source?: SourceCommit
}
/**
 * How a deployment request ended. A run artifact of the config repository's run, read by the sender. A reader ignores fields that it does not know.
 */
export interface Receipt {
  /**
   * Version of this format. A version that this library does not know is refused.
   */
  schema: 1
  outcome: Outcome
  /**
   * Why the outcome is not deployed. Empty when there is nothing to say.
   *
   * @maxItems 100
   */
  reasons: Reason[]
  /**
   * Id of the request, null when the request could not be read.
   */
  requestId: string | null
  /**
   * The request as received, null when it could not be read.
   */
  request: DeploymentRequest | null
  /**
   * Level of sender proof that was reached, null when the request was not read that far.
   */
  proof: ProofLevel | null
  /**
   * The pull request in the config repository, null when none was needed or made.
   */
  pullRequest: PullRequest | null
  /**
   * Commit of the config repository that holds the desired state, null when nothing was merged.
   */
  mergeCommit: string | null
  /**
   * Generation of the desired state, null when nothing was written.
   */
  generation: number | null
  version: Versions
  canary?: ReceiptCanary
  /**
   * The artifact that the desired state names, null when it was not resolved.
   */
  artifact: ReceiptArtifact | null
  /**
   * Public URL of the entry file, null when nothing was deployed.
   */
  url: string | null
  /**
   * Values that the deployment changed in the config repository.
   *
   * @maxItems 1000
   */
  changes: Change[]
  /**
   * The stages that were reached, in order.
   *
   * @maxItems 50
   */
  stages: Stage[]
  run: Run
  /**
   * The cache purge, null when there was none.
   */
  purge: Purge | null
}
/**
 * One thing that stood in the way.
 */
export interface Reason {
  /**
   * Stable code, listed in reason-codes.json. A newer sender or receiver may know more codes.
   */
  code: ReasonCode
  /**
   * What is wrong, where, what was seen, what is allowed and how to mend it, in sentences.
   */
  message: string
  /**
   * Field of the request, or path inside the file.
   */
  field?: string
  /**
   * The value seen, escaped and shortened.
   */
  seen?: string
  /**
   * What is allowed instead.
   */
  allowed?: string
  /**
   * How to mend it.
   */
  remedy?: string
  /**
   * File of the config repository that the reason is about.
   */
  file?: string
  /**
   * Line of the file, from 1.
   */
  line?: number
}
/**
 * A pull request of the config repository.
 */
export interface PullRequest {
  /**
   * Number of the pull request.
   */
  number: number
  /**
   * A web address.
   */
  url: string
}
/**
 * Versions before and after. Each is null when it is not known.
 */
export interface Versions {
  /**
   * Version that was asked for.
   */
  requested: string | null
  /**
   * Version that was live at the end.
   */
  live: string | null
  /**
   * Version that was live before.
   */
  previous: string | null
}
/**
 * The canary that was live at the end. Absent when there was none.
 */
export interface ReceiptCanary {
  /**
   * The version to deploy: a semantic version, or a full commit sha where the registration allows it. Tags and ranges such as latest or ^1 move and are refused.
   */
  version: string
  /**
   * Of 100 visitors, the number that gets the canary.
   */
  percentage: number
}
/**
 * The exact bytes that were deployed.
 */
export interface ReceiptArtifact {
  /**
   * Name of the artifact in its source. npm: the package. tarball: the URL, with {version} in it. oci: the repository with its host, and a tag with {version} in it where the tag is not just the version.
   */
  name: string
  /**
   * Digest of the package, of the archive, or of the OCI manifest, as a subresource integrity string.
   */
  integrity: string
}
/**
 * One value that was changed in a config file.
 */
export interface Change {
  /**
   * Path inside the file, joined by dots.
   */
  path: string
  /**
   * Value before, null when there was none.
   */
  from: unknown
  /**
   * Value after, null when it was removed.
   */
  to: unknown
  /**
   * Line of the file, from 1.
   */
  line: number
}
/**
 * One stage of a deployment.
 */
export interface Stage {
  name: StageName
  /**
   * How the stage ended.
   */
  result: 'success' | 'failure' | 'skipped' | 'cancelled'
  /**
   * Wall time of the stage, null when it is not known.
   */
  seconds: number | null
}
/**
 * The workflow run that handled the request.
 */
export interface Run {
  /**
   * Full name of a GitHub repository.
   */
  repository: string
  /**
   * Id that GitHub gives to a user, an app installation or a repository. Survives every rename.
   */
  id: number
  /**
   * Attempt of the run, from 1.
   */
  attempt: number
  /**
   * A web address.
   */
  url: string
}
/**
 * A purge of the CDN.
 */
export interface Purge {
  /**
   * Id of the purge at the CDN.
   */
  id: string
  /**
   * State of the purge when the receipt was written. Failed: the version is live, the cache may still serve the previous one until it expires.
   */
  status: 'completed' | 'in-progress' | 'failed' | 'skipped'
  /**
   * Paths that were purged.
   *
   * @maxItems 1000
   *
   * Items: A path.
   */
  paths: string[]
  /**
   * Tags that were purged.
   *
   * @maxItems 1000
   *
   * Items: A tag.
   */
  tags: string[]
  /**
   * Number of paths and tags that the CDN counts for its bill. 0 where purges are free, absent when it is not known.
   */
  charged?: number
}
