import type { ServiceFault } from '@mfe-gitops/lab'
import { followChild } from '../child.ts'
import { compareEndStates, type EndState } from '../end-state.ts'
import { endOf, judgeEnd } from '../judge.ts'
import type { CaseResult } from '../play-case.ts'
import { processEnvironment } from '../play-run.ts'
import { type AwsRelease, type ReleaseLab, services } from './aws-release.ts'
import type { ReleaseCase } from './release-fault.ts'
import { type ReleaseAction, type ReleaseHalf, runReleaseHalf } from './release-half.ts'
import { isWrite } from './release-recording.ts'
import { readReleaseState } from './release-state.ts'
import { isDone } from './release-story.ts'

/** Plays one case below a prefix of its own: the release with the fault, then the same release again, then a look at what is left. */
export async function playRelease(one: ReleaseCase, lab: ReleaseLab): Promise<CaseResult> {
  const started = performance.now()
  const seconds = () => (performance.now() - started) / 1000
  const release = await lab.begin(one.recording.story)
  try {
    const { runs, problems } = await play(release, one)
    return { title: one.title, runs, problems, seconds: seconds() }
  } catch (error) {
    // A case that cannot be played must not hide the others.
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return { title: one.title, runs: [], problems: [text], seconds: seconds() }
  } finally {
    await release.close()
  }
}

async function play(release: AwsRelease, one: ReleaseCase) {
  const child = followChild()
  const { proxies, commit } = release
  const { story, endState: clean } = one.recording
  const proxy = proxies[one.call.service]
  const stop = proxy.add(faultFor(one, release, () => child.end('SIGKILL')))
  const first = await runReleaseHalf(release, commit, (action) => ({ ...child, env: disturbed(one, action) }))
  stop()
  const isOver = isDone(story, first)
  const afterFirst = isOver ? await compare(release, clean) : []
  const writes = countWrites(release)
  const purges = release.cloudFront.invalidations.views.length
  const second = await runReleaseHalf(release, commit, () => ({ ...child, env: processEnvironment(2) }))
  const problems = [
    ...(proxy.played > 0 ? [] : [`the fault was not played on ${one.call.request}`]),
    ...judgeFirst(first, one),
    ...afterFirst.map((line) => `after the first run: ${line}`),
    ...(isOver ? judgeRepeat(release, writes, purges) : []),
    ...(isDone(story, second)
      ? []
      : [`the run that was left alone failed: ${second.failed?.action}: ${second.failed?.run.log.slice(-400)}`]),
    ...(await compare(release, clean)).map((line) => `in the end: ${line}`),
    ...release.brokenPromises.map((line) => `while it was live: ${line}`),
    ...child.late(),
  ]
  return { runs: [endOf(first)], problems }
}

/** Milliseconds without an answer after which a client gives up, where nobody answers; long enough for those who do. */
const patienceMs = 2_000

function disturbed({ call, isSilent = false, isFinal = false }: ReleaseCase, action: ReleaseAction): Record<string, string> {
  if (!isSilent || action !== call.action) return processEnvironment(1)
  // Of the SDK's eight attempts three are enough to see that it makes some, and that they end.
  return { ...processEnvironment(1, { patienceMs }), ...(isFinal ? { AWS_MAX_ATTEMPTS: '3' } : {}) }
}

function faultFor({ call, fault, kills }: ReleaseCase, { environment }: AwsRelease, kill: () => Promise<void>): ServiceFault {
  const literal = call.request.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
  // What the clean release called staging is called otherwise here.
  const request = new RegExp(`^${literal.replaceAll('staging', environment).replaceAll('uploadId=U', 'uploadId=[^& ]+')}$`)
  return { ...fault, request, skip: call.occurrence - 1, ...(kills ? { onPlay: kill } : {}) }
}

function judgeFirst(run: ReleaseHalf, { call, kills = false, isFinal = false, recording: { story } }: ReleaseCase): string[] {
  if (kills) {
    const hasDied = run.failed?.action === call.action && run.failed.run.exitCode === null
    return hasDied ? [] : [`the death of ${call.action} ended ${run.failed?.action ?? 'nothing'}`]
  }
  if (isFinal && run.failed === null) return ['the first run came through, though the service never did its part']
  // What happens after a probe that failed is said beside it.
  return judgeEnd(run, story.isTakenBack ? 4 : 1).map((line) => `the first run: ${line}`)
}

/** A repeat asks the table and the CDN, which know their own work again; it stores nothing and purges nothing. */
function judgeRepeat(release: AwsRelease, before: number, purges: number): string[] {
  return [
    ...(countWrites(release) > before ? ['the second run stored something, though the first had done everything'] : []),
    ...(release.cloudFront.invalidations.views.length > purges ? ['the second run purged once more'] : []),
  ]
}

function countWrites({ proxies }: AwsRelease): number {
  return services
    .filter((service) => service === 'registry' || service === 's3')
    .reduce((sum, service) => sum + proxies[service].requests.filter((request) => isWrite(service, request)).length, 0)
}

async function compare(release: AwsRelease, clean: EndState): Promise<string[]> {
  return compareEndStates(clean, await readReleaseState(release))
}
