import { type Outputs, type Ports, rejection } from '@mfe-gitops/action-kit'
import {
  type ArtifactManifest,
  buildManifest,
  fetchArtifact,
  findMissingFiles,
  incompleteArtifact,
  manifestFile,
  parseManifest,
  selectFiles,
} from '@mfe-gitops/artifact'
import { readConfigSnapshot } from '@mfe-gitops/config-repository'
import { type ArtifactStore, MANIFEST_NAME, objectKey, openTarget } from '@mfe-gitops/targets'
import type { DeployArtifactInputs } from './inputs.ts'
import { planRelease, type ReleasePlan } from './release-plan.ts'
import { otherBytes, type UploadCount, uploadVersion } from './upload.ts'

/** Brings the version that a commit asks for into the store, complete or not at all, and only once. */
export async function main(inputs: DeployArtifactInputs, ports: Ports): Promise<Outputs> {
  const plan = await readPlan(inputs, ports)
  const target = await openTarget(plan.target, ports.env)
  try {
    const stored = await readStored(target.store, plan)
    if (stored !== null) {
      ports.log.info(`${plan.prefix} is complete in the store already; nothing to fetch or upload.`)
      return toOutputs(plan, stored, { uploaded: 0, skipped: Object.keys(stored.files).length })
    }
    const { manifest, files } = await ports.log.group('Fetch and verify the artifact', () => fetchVersion(plan, inputs, ports))
    const count = await ports.log.group('Upload the files', () =>
      uploadVersion(target.store, { prefix: plan.prefix, manifest, files, tags: [manifest.mfe] }),
    )
    ports.log.info(`${plan.prefix}: ${count.uploaded} files uploaded, ${count.skipped} there already.`)
    return toOutputs(plan, manifest, count)
  } finally {
    await target.close()
  }
}

async function readPlan({ token, repository, commit, mfe, environment }: DeployArtifactInputs, ports: Ports): Promise<ReleasePlan> {
  const subject = { mfe, environment }
  const snapshot = await readConfigSnapshot(ports.github(token), { ...repository, commit, subject })
  const plan = snapshot.ok ? planRelease(snapshot.value, subject) : snapshot
  if (plan.ok) return plan.value
  throw rejection(plan.reasons, 'failed')
}

/** The manifest of a complete upload of this very package; null when there is none yet. */
async function readStored(store: ArtifactStore, { prefix, desired, artifact }: ReleasePlan): Promise<ArtifactManifest | null> {
  const found = await store.read(objectKey(prefix, MANIFEST_NAME))
  if (found === null) return null
  const manifest = parseManifest(found.body)
  const isOurs = manifest !== null && manifest.integrity === desired.artifact.integrity && manifest.entry === artifact.entry
  if (isOurs) return manifest
  throw otherBytes(objectKey(prefix, MANIFEST_NAME))
}

async function fetchVersion(plan: ReleasePlan, { registry, registryToken }: DeployArtifactInputs, ports: Ports) {
  const { artifact, desired } = plan
  const { integrity } = desired.artifact
  const { version, mfe } = desired
  if (registryToken !== undefined) ports.log.mask(registryToken)
  const access = { registry, token: registryToken }
  const all = await fetchArtifact(artifact, { version, integrity }, access, { sleep: ports.sleep })
  const { files, excluded } = selectFiles(all, artifact)
  ports.log.info(
    `${artifact.name} ${version}: ${files.size} files to deploy${excluded.length === 0 ? '' : `, ${excluded.length} left out (source maps, dotfiles)`}.`,
  )
  for (const { path, why } of excluded) ports.log.debug(`left out ${path}: ${why}`)
  await checkReferences(files, artifact, ports)
  return { files, manifest: buildManifest({ mfe, version, integrity, entry: artifact.entry, files }) }
}

// A page that loads half of its files is worse than an old page: looked at here, before anything is uploaded.
async function checkReferences(files: ReadonlyMap<string, Uint8Array>, { entry, missingFiles }: ReleasePlan['artifact'], ports: Ports) {
  const missing = await findMissingFiles(files, entry)
  if (missing.length === 0) return
  const failure = incompleteArtifact(missing)
  if (missingFiles !== 'warn') throw failure
  ports.log.warning(failure.message, { title: failure.code })
}

function toOutputs({ desired, artifact, prefix, target, url }: ReleasePlan, manifest: ArtifactManifest, count: UploadCount): Outputs {
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
    target,
    url,
    'cache-invalidation-keys': desired.cacheInvalidationKeys,
    ...count,
    files: sizes.length,
    bytes: sizes.reduce((sum, size) => sum + size, 0),
  }
}
