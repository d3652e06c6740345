import { describe, expect, it } from 'vitest'
import { describeUploads } from './describe-uploads.ts'
import type { UploadMeasurement, UploadMeasurements } from './measure-uploads.ts'
import type { UploadCase } from './uploader.ts'

const one = (uploader: string, wanted: UploadCase, wallSeconds: number | null, requests: number): UploadMeasurement => ({
  workload: 'three files',
  case: wanted,
  uploader,
  cost: wallSeconds === null ? null : { wallSeconds, cpuSeconds: wallSeconds / 2, peakBytes: 90_000_000 },
  fastestSeconds: wallSeconds ?? 0,
  requests,
})

const how = { fresh: 'a', unchanged: 'b', 'one file changed': 'c', 'headers changed': null }
const measured: UploadMeasurements = {
  node: 'v24.0.0',
  cpu: 'some',
  processors: 2,
  load: [0.4, 1.26],
  runs: 3,
  found: ['other 1.2.3'],
  missing: ['third'],
  results: [
    one('deploy-artifact', 'fresh', 2, 4),
    one('other', 'fresh', 3, 8),
    one('deploy-artifact', 'headers changed', 1, 0),
    one('other', 'headers changed', null, 0),
  ],
  how: { other: how },
}

/** The cells of the line that begins with this text. */
function cells(text: string, begin: RegExp): string[] {
  const line = text.split('\n').find((each) => begin.test(each)) ?? ''
  return line.replace(begin, '').trim().split(/\s+/)
}

describe('the table of uploads', () => {
  const text = describeUploads(measured)

  it('compares each program with ours, case by case', () => {
    expect(cells(text, /^fresh +deploy-artifact/)).toEqual(['2.00', '1.00', '90', '4', '1.00', '1.00', '1.00'])
    expect(cells(text, /^fresh +other/)).toEqual(['3.00', '1.50', '90', '8', '1.50', '1.50', '2.00'])
  })

  it('shows a dash where a program has no way, and where nothing can be compared', () => {
    expect(cells(text, /^headers changed +other/)).toEqual(['-', '-', '-', '-', '-', '-', '-'])
    expect(cells(text, /^headers changed +deploy-artifact/).at(-1)).toBe('-')
    expect(text).toContain('other, headers changed: -')
  })

  it('says what was found, what was not, and how busy the machine was', () => {
    expect(text).toContain('Found: other 1.2.3. Not to be had here: third.')
    expect(text).toContain('load 0.4 before, 1.3 after')
  })
})
