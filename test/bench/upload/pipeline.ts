import { spawnSync } from 'node:child_process'
import type { S3Place, UploadCase, Uploader } from './uploader.ts'

/** Where a package is, and its digest as npm writes it. */
export interface PublishedPackage {
  readonly url: string
  readonly integrity: string
}

const programs = ['curl', 'sha512sum', 'tar', 's5cmd']
export const pipelineName = 'curl, tar, s5cmd'
const everything = 'curl, sha512sum --check, tar, s5cmd sync, in one shell'

/** The arguments: the package's address, its SHA-512, and the place in the store. */
const script = `
curl --silent --show-error --fail --output package.tgz "$1"
echo "$2  package.tgz" | sha512sum --check --status
tar -xzf package.tgz
s5cmd --log error sync package/dist/ "$3"
`

/** Whether all of its programs are on PATH. */
export function hasPipeline(): boolean {
  return programs.every((program) => spawnSync('which', [program]).status === 0)
}

/**
 * What a step does that is put together from standard programs: the same work as ours but the read of the commit and the check of
 * references, where the other programs are given a folder.
 */
export function makePipeline([before, after]: readonly [PublishedPackage, PublishedPackage]): Uploader {
  return {
    name: pipelineName,
    version: '',
    how: { fresh: everything, unchanged: everything, 'one file changed': everything, 'headers changed': null },
    command: (wanted: UploadCase, { endpoint, keys, region, bucket }: S3Place) => {
      if (wanted === 'headers changed') return null
      const { url, integrity } = wanted === 'one file changed' ? after : before
      const digest = Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex')
      const args = ['-euc', script, 'pipeline', url, digest, `s3://${bucket}/site/`]
      return { program: 'sh', args, env: { ...keys, AWS_REGION: region, S3_ENDPOINT_URL: endpoint } }
    },
  }
}
