import { createHash, generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { bundleToJSON } from '@sigstore/bundle'
import { fulcioHandler, initializeCA, initializeCTLog, initializeTLog, rekorHandler } from '@sigstore/mock'
import { DSSEBundleBuilder, FulcioSigner, RekorWitness } from '@sigstore/sign'
import { writeTufCache } from './tuf-cache.ts'

/** What GitHub's token says about a run, and Fulcio writes into the certificate. */
export type RunClaims = Readonly<Record<string, string>>

/** Sigstore with keys of its own: a certificate authority, its log, and a transparency log. */
export interface Sigstore {
  /** Signs an in-toto statement as a run would, with a certificate for what the token claims. */
  sign(statement: object, claims: RunClaims): Promise<object>
  /** Fills a directory with the trust root that says so. */
  writeTrustRoot(directory: string): void
  close(): Promise<void>
}

export const STATEMENT = 'application/vnd.in-toto+json'

export async function startSigstore(): Promise<Sigstore> {
  const [ca, log, tree] = [keyPair(), keyPair(), keyPair()]
  const ctLog = await initializeCTLog(log)
  const fulcio = await initializeCA(ca, ctLog)
  const tlog = await initializeTLog(LOG, tree)
  const handlers = [fulcioHandler(fulcio), rekorHandler(tlog)]
  const server = createServer(async (request, response) => {
    const body = await text(request)
    const { statusCode, response: answer } = (await handlers.find(({ path }) => path === request.url)?.fn(body)) ?? {
      statusCode: 404,
      response: '',
    }
    response.writeHead(statusCode, { 'content-type': 'application/json' }).end(answer)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const certificate = { rawBytes: base64(fulcio.rootCertificate) }
  const logOf = (publicKey: Uint8Array) => ({
    baseUrl: LOG,
    hashAlgorithm: 'SHA2_256',
    publicKey: { rawBytes: base64(publicKey), keyDetails: 'PKIX_ECDSA_P256_SHA_256', validFor: { start: BEGIN } },
    logId: { keyId: createHash('sha256').update(publicKey).digest('base64') },
  })
  const trustedRoot = {
    mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
    tlogs: [logOf(tlog.publicKey)],
    ctlogs: [logOf(ctLog.publicKey)],
    certificateAuthorities: [
      { subject: {}, uri: 'https://ca.example.com', certChain: { certificates: [certificate] }, validFor: { start: BEGIN } },
    ],
    timestampAuthorities: [],
  }
  return {
    sign: async (statement, claims) => {
      const identityProvider = { getToken: async () => tokenOf(claims) }
      const signer = new FulcioSigner({ fulcioBaseURL: url, identityProvider })
      const witnesses = [new RekorWitness({ rekorBaseURL: url, entryType: 'intoto' })]
      const data = Buffer.from(JSON.stringify(statement))
      return bundleToJSON(await new DSSEBundleBuilder({ signer, witnesses }).create({ data, type: STATEMENT })) as object
    },
    writeTrustRoot: (directory) => writeTufCache(directory, trustedRoot),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const BEGIN = '2020-01-01T00:00:00Z'
// Checkpoints are signed in the name of the log's host.
const LOG = 'https://log.example.com'

function keyPair() {
  return generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
}

/** A token as the platform issues it; that nobody signed it is the authority's business. */
function tokenOf(claims: RunClaims): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({ alg: 'none' })}.${part(claims)}.`
}

function base64(bytes: ArrayBufferView): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
}
