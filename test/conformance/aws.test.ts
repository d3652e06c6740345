import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findServices, type LabAws, startAws } from '@mfe-gitops/lab'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { calls } from '../../packages/targets/src/aws/calls.ts'
import { openAwsTarget } from '../../packages/targets/src/aws/index.ts'
import { describeTarget } from '../../packages/targets/test/conformance.ts'
import { expectPruned } from './pruned.ts'

const installed = findServices()

/** Each S3 with what it cannot do. */
const stores = [
  // Objects are files there, and a file is no folder.
  { s3: 'versitygw', traits: { nestedNames: false, conditionalParts: true } },
  // It takes no condition for the completion of a multipart upload.
  { s3: 'moto', traits: { nestedNames: true, conditionalParts: false } },
] as const

describe.each(stores)('aws with $s3', ({ s3, traits }) => {
  const missing = (['dynamo', s3] as const).filter((name) => installed[name] === null)
  describe.skipIf(missing.length > 0)(missing.length === 0 ? 'is a target' : `skipped, not installed: ${missing.join(', ')}`, () => {
    const made = new Set<string>()
    const onCall = (call: string) => void made.add(call)
    let directory: string
    let aws: LabAws
    beforeAll(async () => {
      directory = await mkdtemp(join(tmpdir(), 'mfe-aws-'))
      aws = await startAws(directory, { s3 })
    })
    afterAll(async () => {
      await aws.close()
      await rm(directory, { recursive: true, force: true })
    })
    describeTarget(
      `aws, ${s3}`,
      async () => ({ open: () => openAwsTarget(aws.descriptor, aws.env, { onCall }), remove: async () => {} }),
      traits,
    )

    it('makes the calls that its IAM policies grant, all of them and no other', () => {
      expect([...made].sort()).toEqual(Object.keys(calls).sort())
    })

    it.runIf(s3 === 'versitygw')('R11, release case 10: is pruned by the command line, with the calls of the role for that', async () => {
      await expectPruned(aws)
    })
  })
})
