import { asActionError } from '@mfe-gitops/action-kit'
import { readAncestry, readConfigFiles, type SnapshotFiles, viewOf } from '@mfe-gitops/config-repository'
import { type Ancestry, type DeploymentRequest, requestId } from '@mfe-gitops/contract'
import type { GitHub, Repository } from '@mfe-gitops/github'
import { lookUpArtifact, type Registry } from './artifact-lookup.ts'
import { type Dropped, desiredAt, type Fold, foldRequests, type Wish } from './folding.ts'

/** The tip of a branch as it was read, and what becomes of the requests there. */
export interface BaseFold {
  readonly base: SnapshotFiles
  readonly fold: Fold
}

export interface BaseQuestion {
  readonly repository: Repository
  /** Branch to read; default: the default branch. */
  readonly ref?: string | undefined
  /** Commit to read; wins over `ref`. */
  readonly commit?: string | undefined
  readonly requests: readonly DeploymentRequest[]
  readonly registry: Registry
}

/** Reads the tip of the base and folds the requests on it. */
export async function foldOnTip(github: GitHub, { repository, ref, commit, requests, registry }: BaseQuestion): Promise<BaseFold> {
  const base = await readConfigFiles(github, { ...repository, ref, commit, subjects: requests })
  return { base, fold: await foldOn(base, { github, requests, registry }) }
}

/** Folds requests on files that were read before. Without a GitHub there is no history to ask, and ordering by ancestry refuses. */
export async function foldOn(
  base: SnapshotFiles,
  { github, requests, registry }: { github: GitHub | null; requests: readonly DeploymentRequest[]; registry: Registry },
): Promise<Fold> {
  const digests = new Map<string, string>()
  const attested = new Set<string>()
  const failed: Dropped[] = []
  const wishes = await Promise.all(requests.map((request) => wishOf(base, { github, request, requests })))
  // Folded without digests first: the registry is asked only for what will be carried, and again for who takes the place of one that has no artifact.
  for (;;) {
    const open = wishes.filter(({ request }) => !failed.some((one) => one.request === request))
    const fold = foldRequests(open.map((wish) => ({ ...wish, integrity: digests.get(requestId(wish.request)) ?? '' })))
    const unknown = open.filter(({ request }) => fold.carried.some((one) => one.request === request) && !digests.has(requestId(request)))
    if (unknown.length === 0) {
      const isAttested = fold.carried.length > 0 && fold.carried.every(({ request }) => attested.has(requestId(request)))
      return { ...fold, dropped: [...fold.dropped, ...failed], isAttested }
    }
    for (const found of await Promise.all(unknown.map((wish) => findDigest(wish, registry)))) {
      if (!('digest' in found)) failed.push(found)
      else {
        digests.set(requestId(found.request), found.digest)
        if (found.isAttested) attested.add(requestId(found.request))
      }
    }
  }
}

interface WishSources {
  readonly github: GitHub | null
  readonly request: DeploymentRequest
  readonly requests: readonly DeploymentRequest[]
}

async function wishOf(base: SnapshotFiles, { github, request, requests }: WishSources): Promise<Wish> {
  const snapshot = viewOf(base, request)
  const ancestry = new Map<string, Ancestry>()
  if (snapshot.ok && github !== null) {
    const { config } = snapshot.value
    const rivals = requests.filter((one) => one !== request && one.mfe === request.mfe && one.environment === request.environment)
    const desired = desiredAt(request, snapshot.value)
    const others = [...rivals.map(({ sha }) => sha), ...(desired && desired.version !== request.version ? [desired.source.sha] : [])]
    for (const sha of new Set(others)) {
      const found = await readAncestry(github, { request, config, sha })
      if (found) ancestry.set(sha, found)
    }
  }
  return { request, snapshot, ancestry, integrity: '' }
}

/** The digest of a request's artifact; what the registry says against it concerns this request only. */
async function findDigest(
  { request, snapshot }: Wish,
  registry: Registry,
): Promise<{ request: DeploymentRequest; digest: string; isAttested: boolean } | Dropped> {
  const registration = snapshot.ok ? snapshot.value.registration : null
  if (!registration) throw new Error('Only registered micro-frontends are carried.')
  try {
    const { integrity: digest, isAttested = false } = await lookUpArtifact(registration, request, registry)
    return { request, digest, isAttested }
  } catch (error) {
    const known = asActionError(error)
    if (known.code === 'internal-error') throw error
    return { request, outcome: known.outcome, reasons: known.reasons }
  }
}
