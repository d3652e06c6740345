import { ActionError, type Outputs, type Ports, rejection } from '@mfe-gitops/action-kit'
import { parseManifest } from '@mfe-gitops/artifact/manifest'
import { canaryShare, type Reason, reason } from '@mfe-gitops/contract'
import {
  type Activation,
  type ArtifactStore,
  isBeingPruned,
  type LiveRow,
  type LiveTable,
  liveKey,
  MANIFEST_NAME,
  objectKey,
  openTarget,
  type ServedVersion,
  type Target,
} from '@mfe-gitops/targets'
import { findObstacle } from './complete-version.ts'
import type { ActivateVersionInputs } from './inputs.ts'

export async function main(inputs: ActivateVersionInputs, ports: Ports): Promise<Outputs> {
  const { target: descriptor, ...wanted } = inputs
  const target = await openTarget(descriptor, ports.env)
  return activateIn(target, wanted, ports).finally(() => target.close())
}

export type Wanted = Omit<ActivateVersionInputs, 'target'>

/** Checks that the version is complete in the store, then makes it live unless a newer generation is. */
export async function activateIn(
  { store, table }: Pick<Target, 'store' | 'table'>,
  wanted: Wanted,
  ports: Pick<Ports, 'now' | 'log'>,
): Promise<Outputs> {
  const served: ServedVersion[] = [wanted, ...(wanted.canary === undefined ? [] : [wanted.canary])]
  const obstacles = await Promise.all(served.map((version) => examine(store, { ...version, mfe: wanted.mfe })))
  const found = obstacles.filter((obstacle) => obstacle !== null)
  if (found.length > 0) throw rejection(found, 'failed')
  const activation = await table.activate({ ...wanted, activatedAt: new Date(ports.now()).toISOString() })
  return conclude(activation, { wanted, table, ports })
}

// A version without its manifest or its entry would break every page that loads it: looked at here, right before the flip.
async function examine(store: ArtifactStore, wanted: ServedVersion & { readonly mfe: string }): Promise<Reason | null> {
  const [isPruned, manifest, entry] = await Promise.all([
    isBeingPruned(store, wanted.prefix),
    store.read(objectKey(wanted.prefix, MANIFEST_NAME)),
    store.head(objectKey(wanted.prefix, wanted.entry)),
  ])
  if (isPruned) return reason('version-being-pruned', { field: wanted.prefix })
  return findObstacle(wanted, manifest === null ? null : parseManifest(manifest.body), entry !== null)
}

async function conclude(
  activation: Activation,
  { wanted, table, ports }: { wanted: Wanted; table: LiveTable; ports: Pick<Ports, 'log'> },
): Promise<Outputs> {
  const { environment, mfe, version, generation } = wanted
  if (activation.result === 'older') throw superseded(wanted, activation.live)
  if (activation.result === 'withdrawn') throw withdrawn(wanted, activation.live)
  const outputs = { 'live-version': version, 'live-generation': generation, canary: canaryShare(wanted.canary) ?? '', withdrawn: false }
  if (wanted.canary) ports.log.info(`Its canary ${wanted.canary.version} gets ${wanted.canary.percentage} of 100 visitors.`)
  if (activation.result === 'activated') {
    const previous = activation.previous?.version ?? ''
    ports.log.info(
      `${mfe} ${version} is live in ${environment} (generation ${generation}${previous === '' ? ', the first' : `, before: ${previous}`}).`,
    )
    return { activated: true, ...outputs, 'previous-version': previous }
  }
  ports.log.info(`${mfe} ${version} was live in ${environment} already (generation ${generation}).`)
  const before = await table.previous(liveKey(environment, mfe), generation)
  return { activated: false, ...outputs, 'previous-version': before?.version ?? '' }
}

function superseded({ environment, mfe, generation }: Wanted, live: LiveRow): ActionError {
  const found = reason('generation-older', {
    field: `${environment}/${mfe}`,
    seen: generation,
    summary: `Generation ${live.generation} (version ${live.version}) is live already`,
  })
  return new ActionError(found.code, found.message, { outcome: 'superseded', reasons: [found], outputs: liveOutputs(live) })
}

// Live again by a mere re-run, it would fail its probe again: what is desired has to change first.
function withdrawn({ environment, mfe, version, generation }: Wanted, live: LiveRow): ActionError {
  const taken = version === live.version ? `The canary of ${version}` : `Version ${version}`
  const found = reason('version-withdrawn', {
    field: `${environment}/${mfe}`,
    summary: `${taken} (generation ${generation}) was taken back at ${live.withdrawn?.at}; ${live.version} is live`,
  })
  return new ActionError(found.code, found.message, { reasons: [found], outputs: { ...liveOutputs(live), withdrawn: true } })
}

function liveOutputs({ version, generation, canary }: LiveRow) {
  const live = { 'live-version': version, 'live-generation': generation, canary: canaryShare(canary) ?? '' }
  return { activated: false, ...live, 'previous-version': '', withdrawn: false }
}
