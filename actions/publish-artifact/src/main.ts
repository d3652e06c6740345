import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type ActionError, type Outputs, type Ports, rejection } from '@mfe-gitops/action-kit'
import { ArtifactError, resolveNpm } from '@mfe-gitops/artifact'
import { reason } from '@mfe-gitops/contract'
import type { PublishInputs } from './inputs.ts'
import { type NpmResult, type Publisher, withNpm } from './npm.ts'
import { type Packed, readPacked } from './packed.ts'

/** Packs the folder and publishes it, unless the registry holds this version already: then its bytes must be the same. */
export async function main(inputs: PublishInputs, ports: Ports): Promise<Outputs> {
  if (inputs.registryToken !== undefined) ports.log.mask(inputs.registryToken)
  if (!existsSync(join(inputs.directory, 'package.json'))) {
    throw rejection(
      [reason('build-directory-missing', { field: 'directory', seen: inputs.directory, allowed: 'a folder with a package.json' })],
      'failed',
    )
  }
  return withNpm(inputs, ports, async (npm) => {
    const packed = await pack(npm)
    const find = () => findPublished({ registry: npm.registry, token: inputs.registryToken }, packed)
    const published = await find()
    const isPublishedNow = published === null && (await publish(npm, { inputs, packed, find }))
    if (!isPublishedNow) requireSameBytes(packed, published ?? (await find()))
    ports.log.info(
      `${packed.name}@${packed.version} ${isPublishedNow ? 'is published' : 'was published before with the same bytes'}: ${packed.integrity}`,
    )
    return { name: packed.name, version: packed.version, integrity: packed.integrity, published: isPublishedNow }
  })
}

async function pack({ inPackage, folder }: Publisher): Promise<Packed> {
  const result = await inPackage(['pack', '--json', '--ignore-scripts', '--pack-destination', folder])
  const packed = result.exitCode === 0 ? readPacked(result.stdout) : null
  if (packed) return packed
  throw refused(`npm pack ended with ${result.code || `exit code ${result.exitCode}`}: ${result.message}`)
}

async function findPublished(
  { registry, token }: { registry: string; token: string | undefined },
  { name, version }: Packed,
): Promise<string | null> {
  try {
    // One try: that a version is not there is the normal case here.
    return (await resolveNpm({ name, version, registry, token }, { attempts: 1 })).integrity
  } catch (error) {
    if (error instanceof ArtifactError && error.code === 'artifact-not-found') return null
    throw error
  }
}

interface Publication {
  readonly inputs: PublishInputs
  readonly packed: Packed
  readonly find: () => Promise<string | null>
}

/** False when somebody else published the version in the meantime. */
async function publish({ withToken, folder }: Publisher, { inputs, packed, find }: Publication): Promise<boolean> {
  const access = inputs.access === undefined ? [] : ['--access', inputs.access]
  const options = ['--json', '--ignore-scripts', '--tag', inputs.tag, ...access, ...(inputs.provenance ? ['--provenance'] : [])]
  const result = await withToken(['publish', join(folder, packed.filename), ...options])
  if (result.exitCode === 0) return true
  if (isConflict(result)) return false
  // The registry may have taken the package although its answer was lost.
  if ((await find().catch(() => null)) === packed.integrity) return true
  throw refused(`npm publish ended with ${result.code || `exit code ${result.exitCode}`}: ${result.message}`)
}

function isConflict({ code, message }: NpmResult): boolean {
  return code === 'EPUBLISHCONFLICT' || code === 'E409' || (code === 'E403' && /previously published/i.test(message))
}

function requireSameBytes({ name, version, integrity }: Packed, published: string | null): void {
  if (published === integrity) return
  throw rejection(
    [
      reason('package-exists-with-other-bytes', {
        field: `${name}@${version}`,
        seen: published ?? 'a version that cannot be read',
        allowed: integrity,
      }),
    ],
    'failed',
  )
}

function refused(seenText: string): ActionError {
  return rejection([reason('publish-refused', { field: 'npm', seenText })], 'failed')
}
