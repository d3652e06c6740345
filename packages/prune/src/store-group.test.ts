import type { GitopsConfig } from '@mfe-gitops/contract'
import { expect, it } from 'vitest'
import { groupStores } from './store-group.ts'

const environment = (target: string) => ({ target, url: 'https://www.example.com' })
const aws = { provider: 'aws', region: 'eu-central-1', bucket: 'b' } as const

it('takes a store once, however many targets and environments use it', () => {
  const config: Pick<GitopsConfig, 'environments' | 'targets'> = {
    environments: {
      staging: environment('one'),
      production: environment('two'),
      mixed: environment('both'),
      preview: environment('other'),
    },
    targets: {
      one: { ...aws, table: 'staging', role: 'arn:aws:iam::123456789012:role/a' },
      two: { ...aws, table: 'production' },
      both: { provider: 'mixed', ports: { store: 'one', table: 'local', cache: 'local' } },
      local: { provider: 'local', directory: '/srv/mfe' },
      other: { ...aws, prefix: 'preview', table: 'staging' },
    },
  }
  expect(groupStores(config)).toEqual([
    { store: 's3://b', targets: ['one', 'two', 'both'], environments: ['staging', 'production', 'mixed'] },
    { store: 's3://b/preview', targets: ['other'], environments: ['preview'] },
  ])
})
