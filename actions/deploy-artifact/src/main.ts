import { type Outputs, type Ports, rejection } from '@mfe-gitops/action-kit'
import {
  type ArtifactFiles,
  type ArtifactManifest,
  buildManifest,
  createSpool,
  fetchArtifact,
  manifestFile,
  type Spool,
  selectFiles,
} from '@mfe-gitops/artifact'
import { readConfigSnapshot } from '@mfe-gitops/config-repository'
import { showValue } from '@mfe-gitops/contract'
import { MANIFEST_NAME, openTarget, PRUNE_MARKS, type Target } from '@mfe-gitops/targets'
import { describeCanary, planCanaryRelease } from './canary-release.ts'
import type { DeployArtifactInputs } from './inputs.ts'
import { planRelease, type ReleasePlan } from './release-plan.ts'
import { keepHeapSmall } from './small-heap.ts'
import { mendVersion, readStored, rulesOf, type StoredVersion } from './stored-version.ts'
import { type UploadCount, type UploadPorts, uploadVersion } from './upload.ts'
import { createUploadPace } from './upload-pace.ts'

/** Brings the version that a commit asks for into the store, complete or not at all, and only once; and that of its canary likewise. */
export async function main(inputs: DeployArtifactInputs, ports: Ports): Promise<Outputs> {
  keepHeapSmall()
  const plan = await readPlan(inputs, ports)
  const target = await openTarget(plan.target, ports.env)
  const { now, sleep, random } = ports
  const spool = createSpool(ports.tempDir)
  const effects = { inputs, ports, uploadPorts: { now, sleep, random, spool, say: ports.log.info } }
  try {
    const brought = await bringVersion(plan, target, effects)
    return { ...toOutputs(plan, brought), ...(await bringCanary(plan, target, { ...effects, count: brought.count })) }
  } finally {
    await spool.remove()
    await target.close()
  }
}

interface Effects {
  readonly inputs: DeployArtifactInputs
  readonly ports: Ports
  readonly uploadPorts: UploadPorts
}

interface Brought {
  readonly manifest: ArtifactManifest
  readonly count: UploadCount
}

async function bringVersion(plan: ReleasePlan, target: Target, effects: Effects): Promise<Brought> {
  const stored = await readStored(target.store, plan)
  return stored === null ? storeVersion(plan, target, effects) : keepVersion(plan, target, stored, effects.uploadPorts)
}

/** What the outputs say of the canary: itself, and its files among those that were counted. */
async function bringCanary(plan: ReleasePlan, target: Target, { count, ...effects }: Effects & { count: UploadCount }): Promise<Outputs> {
  const release = planCanaryRelease(plan)
  if (release === null) return { canary: '', 'canary-entry-integrity': '' }
  const brought = await bringVersion(release, target, effects)
  const sum = (name: keyof UploadCount) => count[name] + brought.count[name]
  const canary = describeCanary(release, brought.manifest)
  return {
    canary,
    'canary-entry-integrity': canary.entryIntegrity ?? '',
    uploaded: sum('uploaded'),
    skipped: sum('skipped'),
    mended: sum('mended'),
  }
}

async function storeVersion(plan: ReleasePlan, { store }: Target, { inputs, ports, uploadPorts }: Effects) {
  const { log } = ports
  const { manifest, files } = await log.group('Fetch and verify the artifact', () =>
    fetchVersion(plan, inputs, { ...ports, spool: uploadPorts.spool }),
  )
  const upload = { prefix: plan.prefix, manifest, files, rules: rulesOf(plan) }
  const stored = await log.group('Upload the files', () => uploadVersion(store, upload, uploadPorts))
  log.info(`${plan.prefix}: ${stored.count.uploaded} files uploaded, ${stored.count.skipped} there already.`)
  return stored
}

/** A repeat, or a later environment: nothing is fetched, and nothing written unless headers have to change. */
async function keepVersion(plan: ReleasePlan, { store }: Target, { manifest, hasHeaders }: StoredVersion, ports: UploadPorts) {
  const skipped = Object.keys(manifest.files).length
  const pace = createUploadPace(ports, skipped)
  const mended = hasHeaders ? 0 : await mendVersion(store, { prefix: plan.prefix, manifest, rules: rulesOf(plan) }, pace)
  const headers = mended === 0 ? '' : `; ${mended} objects got other headers`
  ports.say(`${plan.prefix} is complete in the store already; nothing to fetch or upload${headers}.`)
  return { manifest, count: { uploaded: 0, skipped, mended } }
}

async function readPlan({ token, repository, commit, mfe, environment }: DeployArtifactInputs, ports: Ports): Promise<ReleasePlan> {
  const subject = { mfe, environment }
  const snapshot = await readConfigSnapshot(ports.github(token), { ...repository, commit, subject })
  const plan = snapshot.ok ? planRelease(snapshot.value, subject) : snapshot
  if (plan.ok) return plan.value
  throw rejection(plan.reasons, 'failed')
}

async function fetchVersion(plan: ReleasePlan, { registry, registryToken }: DeployArtifactInputs, ports: Ports & { spool: Spool }) {
  const { artifact, desired } = plan
  const { integrity } = desired.artifact
  const { version, mfe } = desired
  if (registryToken !== undefined) ports.log.mask(registryToken)
  const access = { registry, token: registryToken }
  const all = await fetchArtifact(artifact, { version, integrity }, access, { sleep: ports.sleep, spool: ports.spool })
  const { files, excluded } = selectFiles(all, { reserved: [MANIFEST_NAME, PRUNE_MARKS], sourceMaps: artifact.sourceMaps })
  ports.log.info(
    `${artifact.name} ${version}: ${files.size} files to deploy${excluded.length === 0 ? '' : `, ${excluded.length} left out (source maps, dotfiles)`}.`,
  )
  for (const { path, why } of excluded) ports.log.debug(`left out ${path}: ${why}`)
  await checkReferences(files, artifact, ports)
  return { files, manifest: buildManifest({ mfe, version, integrity, entry: artifact.entry, files, rules: rulesOf(plan) }) }
}

// A page that loads half of its files is worse than an old page: looked at here, before anything is uploaded.
async function checkReferences(files: ArtifactFiles, { entry, missingFiles }: ReleasePlan['artifact'], ports: Ports) {
  // A release of what is stored already never gets here, and need not load the parsers of four languages.
  const { findMissingFiles, incompleteArtifact } = await import('@mfe-gitops/artifact/closure')
  const { missing, unread } = await findMissingFiles(files, entry)
  if (unread.length > 0) ports.log.info(`Too large to be searched for references: ${unread.map(showValue).join(', ')}.`)
  if (missing.length === 0) return
  const failure = incompleteArtifact(missing)
  if (missingFiles !== 'warn') throw failure
  ports.log.warning(failure.message, { title: failure.code })
}

function toOutputs(plan: ReleasePlan, { manifest, count }: Brought): Outputs {
  const { desired, artifact, prefix, target, url } = plan
  const sizes = Object.values(manifest.files).map(({ size }) => size)
  return {
    name: desired.artifact.name,
    version: desired.version,
    generation: desired.generation,
    'request-id': desired.request.id,
    integrity: desired.artifact.integrity,
    prefix,
    entry: artifact.entry,
    'entry-integrity': manifestFile(manifest, artifact.entry)?.integrity ?? '',
    'entry-type': rulesOf(plan).plan(artifact.entry, new Set(Object.keys(manifest.files))).headers.contentType,
    target,
    url,
    'cache-invalidation-keys': desired.cacheInvalidationKeys,
    ...count,
    files: sizes.length,
    bytes: sizes.reduce((sum, size) => sum + size, 0),
  }
}
