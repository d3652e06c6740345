import { mkdirSync } from 'node:fs'
import { openTarget, type PortDescriptor, type Target } from '@mfe-gitops/targets'
import { startAws } from '../cloud/aws.ts'

/** Where a lab deploys to: files of its own, or services that speak the protocols of AWS. */
export const labTargets = ['local', 'aws'] as const
export type LabTargetName = (typeof labTargets)[number]

/** The target of a lab, opened as its edges read it. */
export interface LabTarget {
  readonly target: Target
  /** As gitops.yaml names it. */
  readonly descriptor: PortDescriptor
  /** What the jobs need in their environment to reach it. */
  readonly environment: Readonly<Record<string, string>>
  close(): Promise<void>
}

export async function startLabTarget(name: LabTargetName, directory: string): Promise<LabTarget> {
  return name === 'aws' ? startAwsTarget(directory) : startLocalTarget(directory)
}

async function startLocalTarget(directory: string): Promise<LabTarget> {
  const target = await openTarget({ provider: 'local', directory }, {})
  return { target, descriptor: { provider: 'local' }, environment: { MFE_LOCAL_TARGET: directory }, close: () => target.close() }
}

async function startAwsTarget(directory: string): Promise<LabTarget> {
  mkdirSync(directory, { recursive: true })
  const aws = await startAws(directory)
  const target = await openTarget(aws.descriptor, aws.env)
  return {
    // The lab's edges stand for CloudFront's caches: what CloudFront accepted is purged from them.
    target: { ...target, feed: aws.cloudFront.feed },
    descriptor: aws.descriptor,
    environment: aws.env,
    close: async () => {
      await target.close()
      await aws.close()
    },
  }
}
