import { writeFileSync } from 'node:fs'
import { findServices } from '@mfe-gitops/lab'
import type { Arguments } from '../../../scripts/command-line/command-line.mjs'
import { playAll } from '../play-all.ts'
import { startReleaseLab } from './aws-release.ts'
import { playRelease } from './play-release.ts'
import { describeCall, releaseCases } from './release-fault.ts'
import { type ReleaseRecording, recordCleanRelease } from './release-recording.ts'
import { releaseStories } from './release-story.ts'

/** What a machine lacks to play releases to AWS, in one sentence; null when nothing. */
export function lackingServices(): string | null {
  const found = findServices()
  const lacking = (['versitygw', 'dynamo'] as const).filter((name) => found[name] === null)
  return lacking.length === 0 ? null : `Skipped: not installed on this machine, ${lacking.join(' and ')}; docs/lab.md says what they need.`
}

/** Breaks every call of a release to the registry, the store, the table and the CDN, one at a time, and releases again. */
export async function playReleases(given: Arguments): Promise<number> {
  const started = performance.now()
  const lacking = lackingServices()
  if (lacking !== null) {
    console.log(lacking)
    return 0
  }
  const lab = await startReleaseLab()
  try {
    const recordings: ReleaseRecording[] = []
    for (const story of releaseStories) recordings.push(await recordCleanRelease(lab, story))
    for (const recording of recordings) console.log(describeRecording(recording))
    const calls = recordings.flatMap(ownCalls)
    const only = given.texts('only')
    const cases = recordings.flatMap(releaseCases).filter(({ title }) => only.length === 0 || only.some((text) => title.includes(text)))
    if (given.has('list')) for (const { title } of cases) console.log(title)
    if (given.has('list') || cases.length === 0) {
      console.log(`${cases.length} cases.`)
      return cases.length === 0 ? 2 : 0
    }
    const results = await playAll(cases, (one) => playRelease(one, lab))
    const failed = results.filter(({ problems }) => problems.length > 0)
    const alone = results.filter(({ runs }) => runs[0] === 'itself').length
    const seconds = (performance.now() - started) / 1000
    console.log(
      `${calls.length} calls, ${cases.length} cases, ${cases.length - failed.length} passed, ${alone} of them in the first run, in ${seconds.toFixed(0)} s.`,
    )
    const json = given.text('json')
    if (json !== undefined) writeFileSync(json, `${JSON.stringify({ calls, results, seconds }, null, 2)}\n`)
    return failed.length === 0 ? 0 : 1
  } finally {
    await lab.close()
  }
}

function ownCalls({ story, calls }: ReleaseRecording) {
  return calls.filter((call) => story.isOwn(call))
}

function describeRecording(recording: ReleaseRecording): string {
  const own = ownCalls(recording).map((call) => `  ${call.writes ? 'write' : 'read '}  ${describeCall(call)}`)
  return `${recording.story.text} It calls its services ${recording.calls.length} times${own.length === recording.calls.length ? '' : `, its own calls are ${own.length}`}:\n${own.join('\n')}\n`
}
