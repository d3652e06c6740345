import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { activateIn } from '../../actions/activate-version/src/main.ts'
import { readStored, rulesOf } from '../../actions/deploy-artifact/src/stored-version.ts'
import { uploadVersion } from '../../actions/deploy-artifact/src/upload.ts'
import { createLog } from '../../packages/action-kit/src/index.ts'
import { type ArtifactManifest, buildManifest, createSpool, fileOf, parseManifest } from '../../packages/artifact/src/index.ts'
import { s3Store } from '../../packages/targets/src/aws/store.ts'
import { dynamoTable } from '../../packages/targets/src/aws/table.ts'
import { type CallTurn, type MemoryAws, memoryClients } from './memory-aws.ts'

/** One release of the micro-frontend `cart`, with the texts of its files; `index.js` is its entry. */
export interface ModelRelease {
  readonly version: string
  readonly generation: number
  readonly files: Readonly<Record<string, string>>
}

const clock = { now: () => 0, random: () => 0.5, sleep: async () => {} }
const encode = (text: string) => new TextEncoder().encode(text)

/** Store and table of one process. */
export function modelTarget(aws: MemoryAws, turn: CallTurn) {
  const { s3, dynamo } = memoryClients(aws, turn)
  return { ...s3Store({ client: s3, bucket: 'b', prefix: '', clock }), table: dynamoTable({ client: dynamo, table: 't', clock }) }
}

/** What the release job does, with the engine of its actions and the provider for AWS; only the services are a model. */
export async function playRelease(aws: MemoryAws, { version, generation, files }: ModelRelease, turn: CallTurn): Promise<'activated'> {
  const { store, table } = modelTarget(aws, turn)
  const [prefix, integrity, entry] = [`cart/${version}`, `sha512-${version}`, 'index.js']
  const bytes = new Map(Object.entries(files).map(([path, text]) => [path, fileOf(encode(text))]))
  const manifest = buildManifest({ mfe: 'cart', version, integrity, entry, files: bytes })
  const plan = { prefix, desired: { mfe: 'cart', artifact: { integrity } }, artifact: { entry }, rules: [] } as unknown as Parameters<
    typeof readStored
  >[1]
  const ports = { ...clock, say: () => {}, spool: createSpool(tmpdir()) }
  if ((await readStored(store, plan)) === null) await uploadVersion(store, { prefix, manifest, files: bytes, rules: rulesOf(plan) }, ports)
  const requestId = createHash('sha256').update(String(generation)).digest('hex')
  const wanted = { environment: 'staging', mfe: 'cart', version, generation, requestId, integrity, prefix, entry, entryIntegrity: null }
  await activateIn({ store, table }, wanted, { now: clock.now, log: createLog(() => {}) })
  return 'activated'
}

/** Whether the store holds every file of a release as its manifest describes it, and the manifest. */
export function isComplete({ objects }: MemoryAws, { version, files }: ModelRelease): boolean {
  const body = (path: string) => objects.get(`cart/${version}/${path}`)?.Body ?? new Uint8Array()
  const manifest = parseManifest(body('mfe-manifest.json'))
  return manifest !== null && Object.entries(files).every(([path, text]) => isThere(path, text, manifest))

  function isThere(path: string, text: string, { files: described }: ArtifactManifest) {
    const sha256 = createHash('sha256').update(body(path)).digest('hex')
    return described[path]?.sha256 === sha256 && Buffer.from(body(path)).toString() === text
  }
}

/** The generation that is live in an environment; 0 for none. */
export function liveGeneration({ items }: MemoryAws, environment = 'staging'): number {
  return Number(items.get(`${environment}#cart live`)?.generation?.N ?? 0)
}
