import { createCipheriv } from 'node:crypto'
import type { ReleaseHalf } from './release-half.ts'
import { sourceFiles } from './release-input.ts'
import type { ReleaseCall } from './release-recording.ts'

/** One way in which a release goes on, with the calls that only it makes. */
export interface ReleaseStory {
  /** Begins the titles of its cases. */
  readonly name: string
  readonly text: string
  readonly version: string
  readonly files: Readonly<Record<string, string | Uint8Array>>
  /** The entry is probed at an edge that never serves it, and a difference takes the version back. */
  readonly isTakenBack: boolean
  isOwn(call: ReleaseCall): boolean
}

export const plainRelease: ReleaseStory = {
  name: '',
  text: 'A release goes through.',
  version: '1.1.0',
  files: sourceFiles('1.1.0'),
  isTakenBack: false,
  isOwn: () => true,
}

/** More than one part of 8 MiB, of bytes that no archive makes smaller. */
function film(): Uint8Array {
  return createCipheriv('aes-256-ctr', Buffer.alloc(32), Buffer.alloc(16)).update(Buffer.alloc(8 * 1024 * 1024 + 4_096))
}

const large: ReleaseStory = {
  ...plainRelease,
  name: 'large',
  text: 'A release has a file that goes up in parts.',
  version: '1.2.0',
  files: { ...sourceFiles('1.2.0'), 'dist/film.mp4': film() },
  isOwn: ({ request }) => request.includes('film.mp4'),
}

const withdrawn: ReleaseStory = {
  ...plainRelease,
  name: 'withdrawn',
  text: 'A release is taken back, because the edge does not serve it.',
  isTakenBack: true,
  // The first purge is that of every release.
  isOwn: ({ action, service, occurrence }) => action === 'invalidate-cache' && !(service === 'cloudfront' && occurrence === 1),
}

export const releaseStories: readonly ReleaseStory[] = [plainRelease, large, withdrawn]

/** Whether a run came to the end of its story. */
export function isDone({ isTakenBack }: ReleaseStory, { failed, steps }: ReleaseHalf): boolean {
  if (!isTakenBack) return failed === null
  const codes = JSON.parse(steps.at(-1)?.run.outputs.reasons ?? '[]') as { code: string }[]
  const known = ['probe-failed', 'version-withdrawn']
  return (
    steps.at(-1)?.action === 'invalidate-cache' &&
    codes.at(-1)?.code === 'version-withdrawn' &&
    codes.every(({ code }) => known.includes(code))
  )
}
