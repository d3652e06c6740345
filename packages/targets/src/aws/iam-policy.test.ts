import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { calls, type Role, roles } from './calls.ts'
import { policyOf } from './iam-policy.ts'

const actions = (role: Role) => policyOf(role).Statement.flatMap(({ Action }) => Action)

describe('the IAM policies', () => {
  it.each(['deploy', 'prune', 'edge'] as const)('of %s is kept as it is generated', (role) => {
    const file = new URL(`../../policies/${role}-role.json`, import.meta.url)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(policyOf(role))
  })

  it('release case 10: let nobody who deploys delete, nobody who prunes write anything but marks, and the edge only read', () => {
    expect(actions('deploy').filter((action) => action.includes('Delete'))).toEqual([])
    const writing = policyOf('prune').Statement.filter(({ Action }) => Action.some((action) => /Put|Create|Abort|Update/.test(action)))
    expect(writing).toEqual([
      {
        Sid: 'PruneMarks',
        Effect: 'Allow',
        Action: ['s3:PutObject'],
        Resource: 'arn:${Partition}:s3:::${Bucket}/${Prefix}*/mfe-pruning/*',
      },
    ])
    expect(actions('edge').every((action) => /:(?:Get|Query|List)/.test(action))).toBe(true)
  })

  it('name no wildcard action and no resource but those of the target', () => {
    const names = {
      partition: 'aws',
      region: 'eu-central-1',
      account: '123456789012',
      bucket: 'b',
      prefix: 'mfe/',
      table: 't',
      distribution: 'E1',
    }
    for (const role of ['deploy', 'prune', 'edge'] as const) {
      for (const { Action, Resource } of policyOf(role, names).Statement) {
        expect(Action.join()).not.toContain('*')
        expect(Resource).toMatch(
          /^arn:aws:(?:s3:::b(?:\/mfe\/\*(?:\/mfe-pruning\/\*)?)?|dynamodb:eu-central-1:123456789012:table\/t|cloudfront::123456789012:distribution\/E1)$/,
        )
      }
    }
  })

  it('give every call to some role', () => {
    expect([...new Set(Object.values(roles).flat())].sort()).toEqual(Object.keys(calls).sort())
  })
})
