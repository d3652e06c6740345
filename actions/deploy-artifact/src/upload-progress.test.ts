import { expect, it } from 'vitest'
import { createProgress } from './upload-progress.ts'

it('says every few seconds how far a long upload is, and nothing during a short one', () => {
  const lines: string[] = []
  let now = 1_000
  const progress = createProgress({ files: 4, bytes: 8_000_000 }, { now: () => now, say: (line) => lines.push(line) })
  progress.add(1_000_000)
  now += 5_000
  progress.add(1_000_000)
  now += 4_000
  progress.add(2_000_000)
  now += 60_000
  progress.add(4_000_000)
  expect(lines).toEqual(['2 of 4 files, 2.0 of 8.0 MB, 0.4 MB/s'])
})
