import { setTimeout as sleep } from 'node:timers/promises'
import { type FaultProxy, type LabAws, startFaultProxy } from '@mfe-gitops/lab'
import type { ChangeLab } from '../../harness/config-repository.ts'
import type { SlowCall } from './stage-times.ts'

export const services = ['GitHub', 'registry', 'store', 'table', 'CDN'] as const
export type SlowService = (typeof services)[number]

/** Every service of a deployment, further away. */
export interface SlowServices {
  readonly urls: Readonly<Record<SlowService, string>>
  /** The calls since the last time they were taken. */
  take(): SlowCall[]
  close(): Promise<void>
}

/** Puts the same latency before the answer of every service, whatever it is asked. */
export async function startSlowServices(lab: ChangeLab, aws: LabAws, latencyMs: number): Promise<SlowServices> {
  const calls: SlowCall[] = []
  const places: Readonly<Record<SlowService, string>> = {
    // Its own name is one that programs do not have to know.
    GitHub: new URL(lab.github.apiUrl).origin,
    registry: lab.registry.url,
    store: aws.env.AWS_ENDPOINT_URL_S3 ?? '',
    table: aws.env.AWS_ENDPOINT_URL_DYNAMODB ?? '',
    CDN: aws.env.AWS_ENDPOINT_URL_CLOUDFRONT ?? '',
  }
  const proxies = new Map<SlowService, FaultProxy>()
  for (const service of services) {
    const onServed = async (request: string) => {
      const from = performance.now()
      await sleep(latencyMs)
      calls.push({ service, request, from, to: performance.now() })
    }
    proxies.set(service, await startFaultProxy(places[service], { onServed }))
  }
  const urlOf = (service: SlowService) => proxies.get(service)?.url ?? ''
  return {
    urls: { GitHub: urlOf('GitHub'), registry: urlOf('registry'), store: urlOf('store'), table: urlOf('table'), CDN: urlOf('CDN') },
    take: () => calls.splice(0),
    close: async () => {
      for (const proxy of proxies.values()) await proxy.close()
    },
  }
}
