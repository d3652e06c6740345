import { describe, expect, it } from 'vitest'
import { eventHeaders, originOf } from '../../test/origin-event.ts'
import { readSettings, SettingsError } from './settings.ts'

describe('settings', () => {
  it('come from the origin alone', () => {
    expect(readSettings(originOf())).toEqual({
      ...{ environment: 'staging', importMap: 'pinned', tableLifetime: 1_000, table: 'mfe-live', tableRegion: 'us-east-1' },
      ...{ bucket: 'mfe-lab', region: 'us-east-1', prefix: 'mfe' },
    })
    const more = { 'x-mfe-table-region': 'eu-central-1', 'x-mfe-table-lifetime': '0', 'x-mfe-import-map': 'live' }
    expect(readSettings(originOf(more))).toMatchObject({ tableRegion: 'eu-central-1', tableLifetime: 0, importMap: 'live' })
  })

  it.each([
    ['a.b.s3.eu-central-1.amazonaws.com', 'a.b', 'eu-central-1'],
    ['a.s3.dualstack.us-gov-west-1.amazonaws.com', 'a', 'us-gov-west-1'],
    ['a.s3.cn-north-1.amazonaws.com.cn', 'a', 'cn-north-1'],
  ])('read bucket and region from %s', (domainName, bucket, region) => {
    expect(readSettings({ s3: { ...originOf().s3!, domainName, path: '' } })).toMatchObject({ bucket, region, prefix: '' })
  })

  it.each([
    ['no S3 origin', {}],
    ['does not name a bucket', { s3: { ...originOf().s3!, domainName: 'a.s3-website.eu-central-1.amazonaws.com' } }],
    ['x-mfe-environment', { s3: { ...originOf().s3!, customHeaders: {} } }],
    ['x-mfe-table', { s3: { ...originOf().s3!, customHeaders: eventHeaders({ 'x-mfe-environment': 'staging' }) } }],
    ['x-mfe-import-map', originOf({ 'x-mfe-import-map': 'both' })],
    ['x-mfe-table-lifetime', originOf({ 'x-mfe-table-lifetime': '1s' })],
  ])('that are missing or spoiled are named, with the remedy: %s', (word, origin) => {
    const read = () => readSettings(origin)
    expect(read).toThrow(SettingsError)
    expect(read).toThrow(word)
  })
})
