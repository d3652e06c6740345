import { setTimeout as sleep } from 'node:timers/promises'
import { openAwsReader } from '@mfe-gitops/targets/aws-reader'
import { createOriginRequest } from './origin-request-handler.ts'

const clock = { now: Date.now, random: Math.random, sleep: (milliseconds: number) => sleep(milliseconds) }

/** Lambda@Edge, origin request: resolves the request, and answers itself what is no file. */
export const handler = createOriginRequest({
  open: (settings) => openAwsReader(settings, process.env, clock),
  now: () => performance.now(),
  log: (sentence) => console.error(sentence),
})
