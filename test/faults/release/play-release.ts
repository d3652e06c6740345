import type { ServiceFault } from '@mfe-gitops/lab'
import { followChild } from '../child.ts'
import { compareEndStates, type EndState } from '../end-state.ts'
import { endOf, judgeEnd } from '../judge.ts'
import type { CaseResult } from '../play-case.ts'
import { type AwsRelease, type ReleaseLab, services } from './aws-release.ts'
import type { ReleaseCase } from './release-fault.ts'
import { type ReleaseHalf, runReleaseHalf } from './release-half.ts'
import { isWrite } from './release-recording.ts'
import { readReleaseState } from './release-state.ts'

/** Plays one case below a prefix of its own: the release with the fault, then the same release again, then a look at what is left. */
export async function playRelease(one: ReleaseCase, lab: ReleaseLab, clean: EndState): Promise<CaseResult> {
  const started = performance.now()
  const seconds = () => (performance.now() - started) / 1000
  const release = await lab.begin()
  try {
    const { runs, problems } = await play(release, one, clean)
    return { title: one.title, runs, problems, seconds: seconds() }
  } catch (error) {
    // A case that cannot be played must not hide the others.
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return { title: one.title, runs: [], problems: [text], seconds: seconds() }
  } finally {
    await release.close()
  }
}

async function play(release: AwsRelease, one: ReleaseCase, clean: EndState) {
  const child = followChild()
  const { proxies, commit } = release
  const proxy = proxies[one.call.service]
  const stop = proxy.add(faultFor(one, release, () => child.end('SIGKILL')))
  const first = await runReleaseHalf(release, commit, () => child)
  stop()
  const afterFirst = first.failed ? [] : await compare(release, clean)
  const writes = countWrites(release)
  const purges = release.cloudFront.invalidations.views.length
  const second = await runReleaseHalf(release, commit, () => ({ ...child, env: { GITHUB_RUN_ATTEMPT: '2' } }))
  const problems = [
    ...(proxy.played > 0 ? [] : [`the fault was not played on ${one.call.request}`]),
    ...judgeFirst(first, one),
    ...afterFirst.map((line) => `after the first run: ${line}`),
    ...(first.failed === null ? judgeRepeat(release, writes, purges) : []),
    ...(second.failed ? [`the run that was left alone failed: ${second.failed.action}: ${second.failed.run.log.slice(-400)}`] : []),
    ...(await compare(release, clean)).map((line) => `in the end: ${line}`),
    ...release.brokenPromises.map((line) => `while it was live: ${line}`),
    ...child.late(),
  ]
  return { runs: [endOf(first)], problems }
}

function faultFor({ call, fault, kills }: ReleaseCase, { environment }: AwsRelease, kill: () => Promise<void>): ServiceFault {
  const literal = call.request.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
  // What the clean release called staging is called otherwise here.
  const request = new RegExp(`^${literal.replaceAll('staging', environment)}$`)
  return { ...fault, request, skip: call.occurrence - 1, ...(kills ? { onPlay: kill } : {}) }
}

function judgeFirst(run: ReleaseHalf, { call, kills = false, isFinal = false }: ReleaseCase): string[] {
  if (kills) {
    const hasDied = run.failed?.action === call.action && run.failed.run.exitCode === null
    return hasDied ? [] : [`the death of ${call.action} ended ${run.failed?.action ?? 'nothing'}`]
  }
  if (isFinal && run.failed === null) return ['the first run came through, though the service never did its part']
  return judgeEnd(run).map((line) => `the first run: ${line}`)
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
