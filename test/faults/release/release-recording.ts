import type { EndState } from '../end-state.ts'
import { processEnvironment } from '../play-run.ts'
import { type ReleaseLab, type Service, services } from './aws-release.ts'
import { type ReleaseAction, runReleaseHalf } from './release-half.ts'
import { readReleaseState } from './release-state.ts'
import { isDone, type ReleaseStory } from './release-story.ts'

/** One call of a release to a service, as a clean run makes it. */
export interface ReleaseCall {
  readonly service: Service
  readonly action: ReleaseAction
  /** Method, path and operation, without what differs from release to release. */
  readonly request: string
  /** Which one of the calls that look the same, from 1. */
  readonly occurrence: number
  readonly writes: boolean
}

export interface ReleaseRecording {
  readonly story: ReleaseStory
  readonly calls: readonly ReleaseCall[]
  readonly endState: EndState
}

/** Runs a release where nothing goes wrong, and keeps its calls and what it leaves behind. Calls that run side by side have no order. */
export async function recordCleanRelease(lab: ReleaseLab, story: ReleaseStory): Promise<ReleaseRecording> {
  const release = await lab.begin(story)
  try {
    const calls: ReleaseCall[] = []
    const seen = new Map<string, number>()
    const collect = (action: ReleaseAction) => {
      for (const service of services) {
        const requests = release.proxies[service].requests.slice(calls.filter((call) => call.service === service).length)
        for (const request of requests.map(release.plain)) {
          const occurrence = (seen.get(`${service} ${request}`) ?? 0) + 1
          seen.set(`${service} ${request}`, occurrence)
          calls.push({ service, action, request, occurrence, writes: isWrite(service, request) })
        }
      }
    }
    let running: ReleaseAction | null = null
    const run = await runReleaseHalf(release, release.commit, (action) => {
      if (running !== null) collect(running)
      running = action
      return { env: processEnvironment(1) }
    })
    if (!isDone(story, run)) throw new Error(`The clean release failed in ${run.failed?.action}:\n${run.failed?.run.log}`)
    if (running !== null) collect(running)
    if (release.brokenPromises.length > 0) throw new Error(`The clean release broke its promise: ${release.brokenPromises.join(', ')}`)
    return { story, calls, endState: await readReleaseState(release) }
  } finally {
    await release.close()
  }
}

/** Whether a request may change anything at its service; of those to DynamoDB, which are all posted, the operation tells. */
export function isWrite(service: Service, request: string): boolean {
  if (service === 'github') return false // the release half only reads there, by POST
  return service === 'dynamodb' ? !/\.(?:GetItem|Query)$/.test(request) : !/^(?:GET|HEAD) /.test(request)
}
