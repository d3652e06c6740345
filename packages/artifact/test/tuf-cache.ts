import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Key, Metadata, MetaFile, Root, Signature, Snapshot, TargetFile, Targets, Timestamp } from '@tufjs/models'

// The client keeps what it knows of a server below the server's name: https://github.com/sigstore/sigstore-js/tree/main/packages/tuf
const SERVER = 'tuf-repo-cdn.sigstore.dev'
const roles = ['root', 'timestamp', 'snapshot', 'targets'] as const

/** Writes a directory as Sigstore's TUF client keeps it, whose trust root is the given document, signed by a key that was made for it. */
export function writeTufCache(directory: string, trustedRoot: object): void {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('hex')
  const key = new Key({ keyID: sha256(Buffer.from(raw)), keyType: 'ed25519', scheme: 'ed25519', keyVal: { public: raw } })
  const terms = { version: 1, specVersion: '1.0.31', expires: '2099-01-01T00:00:00Z' }
  const text = Buffer.from(JSON.stringify(trustedRoot))

  const root = new Root({ ...terms, consistentSnapshot: false })
  for (const role of roles) root.addKey(key, role)
  const targets = new Targets(terms)
  targets.addTarget(new TargetFile({ path: 'trusted_root.json', length: text.byteLength, hashes: { sha256: sha256(text) } }))
  const known = new MetaFile({ version: 1 })
  const documents = {
    root: new Metadata(root),
    targets: new Metadata(targets),
    snapshot: new Metadata(new Snapshot({ ...terms, meta: { 'targets.json': known } })),
    timestamp: new Metadata(new Timestamp({ ...terms, snapshotMeta: known })),
  }
  const place = join(directory, SERVER)
  mkdirSync(join(place, 'targets'), { recursive: true })
  for (const role of roles) {
    documents[role].sign((data) => new Signature({ keyID: key.keyID, sig: sign(null, data, privateKey).toString('hex') }))
    writeFileSync(join(place, `${role}.json`), JSON.stringify(documents[role].toJSON()))
  }
  writeFileSync(join(place, 'targets/trusted_root.json'), text)
}

function sha256(data: Uint8Array): string {
  return createHash('sha256').update(data).digest('hex')
}
