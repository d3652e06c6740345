import type { GitopsConfig } from '@mfe-gitops/contract'
import { describe, expect, it } from 'vitest'
import { groupStores } from './store-group.ts'

type TargetConfig = NonNullable<GitopsConfig['targets']>[string]

const environment = (target: string) => ({ target, url: 'https://www.example.com' })
const aws = { provider: 'aws', region: 'eu-central-1', bucket: 'b' } as const
const localFolder = (directory = '/srv/mfe') => directory.replace(/^\.\//, '/here/').replace(/\/$/, '')

it('takes a store once, however many targets and environments use it', () => {
  const config: Pick<GitopsConfig, 'environments' | 'targets'> = {
    environments: {
      staging: environment('one'),
      production: environment('two'),
      mixed: environment('both'),
      preview: environment('other'),
    },
    targets: {
      one: { ...aws, prefix: 'mfe', table: 'staging', role: 'arn:aws:iam::123456789012:role/a' },
      two: { ...aws, prefix: 'mfe', table: 'production' },
      both: { provider: 'mixed', ports: { store: 'one', table: 'local', cache: 'local' } },
      local: { provider: 'local', directory: '/srv/mfe' },
      other: { ...aws, prefix: 'mfe-preview', table: 'staging' },
    },
  }
  expect(groupStores(config, localFolder)).toEqual([
    { store: 's3://b/mfe', targets: ['one', 'two', 'both'], environments: ['staging', 'production', 'mixed'] },
    { store: 's3://b/mfe-preview', targets: ['other'], environments: ['preview'] },
  ])
})

describe('one store under two names', () => {
  const groupsOf = (one: TargetConfig, two: TargetConfig) =>
    groupStores({ environments: { staging: environment('one'), production: environment('two') }, targets: { one, two } }, localFolder)
  const at = (endpoint: string) => ({ ...aws, endpoint })
  const local = (directory?: string) => ({ provider: 'local', ...(directory === undefined ? {} : { directory }) }) as const

  it.each<[string, TargetConfig, TargetConfig]>([
    ['its own endpoint', aws, at('https://s3.eu-central-1.amazonaws.com')],
    ['two endpoints of Amazon', at('https://s3.amazonaws.com'), at('https://s3.dualstack.eu-central-1.amazonaws.com')],
    ['the case of a host', at('https://S3.example.com'), at('https://s3.example.com')],
    ['a default port', at('https://s3.example.com:443'), at('https://s3.example.com')],
    ['a slash at the end', local('/srv/mfe'), local('/srv/mfe/')],
    ['a relative folder', local('./mfe'), local('/here/mfe')],
    ['the folder of the environment', local(), local('/srv/mfe')],
  ])('is one group, and every environment counts: %s', (_, one, two) => {
    expect(groupsOf(one, two)).toMatchObject([{ targets: ['one', 'two'], environments: ['staging', 'production'] }])
  })

  it.each<[string, TargetConfig, TargetConfig]>([
    ['another address of perhaps the same service', aws, at('https://vpce-1.s3.example.com')],
    ['a prefix below the other', aws, { ...aws, prefix: 'mfe' }],
    ['a folder below the other', local('/srv'), local('/srv/mfe')],
    ['an alias of an access point', aws, { ...aws, bucket: 'ap-hrzrlukc5m36ft7okagglf3gmwluquse1b-s3alias' }],
  ])('is two groups, and every environment counts in both: %s', (_, one, two) => {
    const environments = ['staging', 'production']
    expect(groupsOf(one, two)).toMatchObject([{ environments }, { environments }])
  })

  it.each<[string, TargetConfig, TargetConfig]>([
    ['two buckets', aws, { ...aws, bucket: 'c' }],
    ['two prefixes', { ...aws, prefix: 'a' }, { ...aws, prefix: 'ab' }],
    ['a bucket and a folder', { ...aws, bucket: 'x-s3alias' }, local()],
  ])('is not what are two: %s', (_, one, two) => {
    expect(groupsOf(one, two)).toMatchObject([{ environments: ['staging'] }, { environments: ['production'] }])
  })
})
